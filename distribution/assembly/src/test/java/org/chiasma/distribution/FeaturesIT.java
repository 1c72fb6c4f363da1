package org.chiasma.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The lists of bundles: feature files, their POMs and the distribution say the same. */
class FeaturesIT {
    private static final Path FEATURES = Path.of("..", "..", "features");

    @ParameterizedTest
    @ValueSource(strings = {"core", "models", "genomics", "interactive"})
    void featureFileEqualsItsPom(String feature) throws Exception {
        List<String> listed = bundles(FEATURES.resolve(feature + ".json")).stream()
                .map(id -> id.substring(0, id.lastIndexOf(':')))
                .toList();
        assertEquals(dependencies(FEATURES.resolve(feature).resolve("pom.xml")), listed);
    }

    @Test
    void distributionHoldsTheBundlesOfTheFeaturesAndNoOthers() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (String feature : List.of("core", "models", "genomics", "interactive")) {
            for (String id : bundles(Chiasma.home().resolve("features").resolve(feature + ".json"))) {
                assertFalse(id.contains("${"), id);
                String[] parts = id.split(":", -1);
                expected.add(parts[1] + "-" + parts[2] + ".jar");
            }
        }
        try (Stream<Path> files = Files.list(Chiasma.home().resolve("bundles"))) {
            Set<String> found =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(expected, found);
        }
    }

    private static List<String> bundles(Path feature) throws IOException {
        List<String> ids = new ArrayList<>();
        for (JsonElement bundle : JsonParser.parseString(Files.readString(feature))
                .getAsJsonObject()
                .getAsJsonArray("bundles")) {
            ids.add(bundle.getAsJsonObject().get("id").getAsString());
        }
        return ids;
    }

    private static List<String> dependencies(Path pom) throws Exception {
        NodeList nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getElementsByTagName("dependency");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element dependency) {
                ids.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
            }
        }
        return ids;
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent().strip();
    }
}
