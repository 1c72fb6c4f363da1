package org.chiasma.launcher;

import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.FeatureService;
import org.osgi.service.feature.ID;

/**
 * The unpacked distribution: {@code lib/} with this launcher, {@code features/} with the lists of bundles, {@code
 * bundles/} with the bundles.
 *
 * @param home its directory
 */
record Distribution(Path home) {
    /** Names the directory, for a launcher that does not run from {@code lib/}. */
    private static final String HOME_PROPERTY = "chiasma.home";

    /** The feature that takes over the terminal. */
    private static final String INTERACTIVE = "interactive";

    /**
     * The distribution to which this launcher belongs.
     *
     * @throws LaunchException if there is none around it
     */
    static Distribution find() throws LaunchException {
        Distribution distribution = new Distribution(homeOfLauncher());
        if (!Files.isDirectory(distribution.home.resolve("features"))) {
            throw new LaunchException(
                    distribution.home + ": found no features directory, expected an unpacked distribution");
        }
        return distribution;
    }

    private static Path homeOfLauncher() throws LaunchException {
        String configured = System.getProperty(HOME_PROPERTY);
        if (configured != null) {
            return Path.of(configured).toAbsolutePath();
        }
        try {
            Path jar = Path.of(Distribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolve("../..").normalize();
        } catch (URISyntaxException e) {
            throw new LaunchException("the launcher does not know where it is; set -D" + HOME_PROPERTY, e);
        }
    }

    /**
     * The features to start, by name: core and models, then what was added to the {@code features/} directory in
     * alphabetical order, and the interactive shell where it is wanted.
     *
     * @throws LaunchException if the directory cannot be read
     */
    List<String> features(boolean interactive) throws LaunchException {
        List<String> names = new ArrayList<>(List.of("core", "models"));
        try (Stream<Path> files = Files.list(home.resolve("features"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .filter(name -> !names.contains(name) && !name.equals(INTERACTIVE))
                    .sorted()
                    .forEach(names::add);
        } catch (IOException e) {
            throw new LaunchException(home + ": the features directory cannot be read: " + e.getMessage(), e);
        }
        if (interactive) {
            names.add(INTERACTIVE);
        }
        return names;
    }

    /**
     * The bundles of some features in the order in which they are listed.
     *
     * @param names of the features: their files' names without {@code .json}
     * @throws LaunchException if a file is absent or malformed, or names a bundle that is not here
     */
    List<Path> bundles(List<String> names) throws LaunchException {
        // The JSON library is known: it need not be searched for in every jar.
        System.setProperty("jakarta.json.provider", "org.eclipse.parsson.JsonProviderImpl");
        FeatureService reader = ServiceLoader.load(FeatureService.class)
                .findFirst()
                .orElseThrow(() -> new LaunchException("no reader of feature files on the class path"));
        List<Path> bundles = new ArrayList<>();
        for (String name : names) {
            Path file = home.resolve("features").resolve(name + ".json");
            try (Reader text = Files.newBufferedReader(file)) {
                Feature feature = reader.readFeature(text);
                for (FeatureBundle bundle : feature.getBundles()) {
                    bundles.add(locate(bundle.getID(), file));
                }
            } catch (IOException | RuntimeException e) {
                throw new LaunchException(file + ": no readable feature: " + e.getMessage(), e);
            }
        }
        return bundles;
    }

    private Path locate(ID id, Path feature) throws LaunchException {
        Path jar = home.resolve("bundles").resolve(id.getArtifactId() + "-" + id.getVersion() + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new LaunchException(jar + ": not there, though " + feature.getFileName() + " lists it");
        }
        return jar;
    }
}
