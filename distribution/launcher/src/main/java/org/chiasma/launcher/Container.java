package org.chiasma.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A running framework. Its bundle cache is private to the process, because the framework does not notice when two
 * processes share one, and holds no copies: bundles stay where they are.
 */
final class Container implements AutoCloseable {
    /** The service that runs a command line; only types of the JDK are shared with it. */
    private static final String ENTRY_FILTER = "(chiasma.entry=main)";

    private static final String SLF4J_PACKAGES = "org.slf4j;version=VERSION,org.slf4j.event;version=VERSION,"
            + "org.slf4j.helpers;version=VERSION,org.slf4j.spi;version=VERSION";

    private static final long STOP_MILLISECONDS = 10_000;

    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    private final Framework framework;
    private final Path cache;

    private Container(Framework framework, Path cache) {
        this.framework = framework;
        this.cache = cache;
    }

    /**
     * Starts a framework with the given bundles.
     *
     * @param properties framework properties beside those of the container itself
     * @throws LaunchException if the framework or one of the bundles does not start
     */
    static Container start(List<Path> jars, Map<String, String> properties) throws LaunchException {
        Path cache = makeCache();
        Map<String, String> configuration = new HashMap<>(properties);
        configuration.put(Constants.FRAMEWORK_STORAGE, cache.resolve("cache").toString());
        configuration.put("felix.cache.locking", "false");
        configuration.put("felix.resolver.parallelism", "1");
        configuration.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                SLF4J_PACKAGES.replace("VERSION", Versions.read().slf4j()));
        Container container = new Container(new FrameworkFactory().newFramework(configuration), cache);
        // Libraries that look for their parts through this loader must find their own, not the launcher's.
        Thread.currentThread().setContextClassLoader(null);
        try {
            container.framework.start();
            container.install(jars);
            return container;
        } catch (BundleException e) {
            container.close();
            throw new LaunchException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A directory for this process alone, in memory where there is such a place: its hundred small files live for a
     * second. Not by {@code createTempDirectory}, whose random numbers cost 20 ms.
     */
    private static Path makeCache() throws LaunchException {
        Path memory = Path.of("/dev/shm");
        Path parent = Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
        sweep(parent);
        Path cache = parent.resolve("chiasma-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        try {
            boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
            return posix
                    ? Files.createDirectory(
                            cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                    : Files.createDirectory(cache);
        } catch (IOException e) {
            throw new LaunchException(cache + ": cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * Removes the caches of processes that were killed. A process of another container may share the directory but not
     * the numbers of processes, hence the age.
     */
    private static void sweep(Path parent) {
        Instant stale = Instant.now().minus(ABANDONED_AFTER);
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(parent, "chiasma-[0-9]*-[0-9]*")) {
            for (Path cache : caches) {
                long process = Long.parseLong(cache.getFileName().toString().split("-", -1)[1]);
                if (Files.isWritable(cache)
                        && Files.getLastModifiedTime(cache).toInstant().isBefore(stale)
                        && ProcessHandle.of(process).isEmpty()) {
                    removeTree(cache);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // What could not be looked at or removed does not concern this command; the next one tries again.
            return;
        }
    }

    private void install(List<Path> jars) throws BundleException {
        BundleContext context = framework.getBundleContext();
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars) {
            installed.add(context.installBundle("reference:" + jar.toUri()));
        }
        // All at once: starting one after the other would resolve as often.
        framework.adapt(FrameworkWiring.class).resolveBundles(installed);
        for (Bundle bundle : installed) {
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    /**
     * Runs one command line.
     *
     * @return its exit status
     * @throws LaunchException if no bundle offers to run it
     */
    @SuppressWarnings({"rawtypes", "unchecked"}) // a service is found by its class, which has no type argument
    int run(String... arguments) throws LaunchException {
        BundleContext context = framework.getBundleContext();
        try {
            Collection<ServiceReference<ToIntFunction>> found =
                    context.getServiceReferences(ToIntFunction.class, ENTRY_FILTER);
            for (ServiceReference<ToIntFunction> reference : found) {
                ToIntFunction<String[]> entry = context.getService(reference);
                if (entry != null) {
                    return entry.applyAsInt(arguments);
                }
            }
            throw new LaunchException("no bundle runs commands; the shell bundle is missing or lacks a service");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a bundle, such as the interactive shell, or the end of the process stops the framework. */
    void await() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "chiasma-stop-shell"));
        framework.waitForStop(0);
    }

    private void stop() {
        try {
            framework.stop();
        } catch (BundleException e) {
            System.err.println("chiasma: the framework did not stop: " + e.getMessage());
        }
    }

    /** Stops the framework and removes its cache; a second call does nothing. */
    @Override
    public void close() {
        try {
            stop();
            framework.waitForStop(STOP_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            removeTree(cache);
        } catch (IOException e) {
            System.err.println("chiasma: left behind: " + cache);
        }
    }

    private static void removeTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
