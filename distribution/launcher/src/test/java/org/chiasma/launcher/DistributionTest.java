package org.chiasma.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    @TempDir
    Path home = Path.of("");

    @BeforeEach
    void makeDirectories() throws IOException {
        Files.createDirectories(home.resolve("features"));
        Files.createDirectories(home.resolve("bundles"));
    }

    private void feature(String name, String bundle) throws IOException {
        Files.writeString(home.resolve("features").resolve(name + ".json"), """
                {
                  "feature-resource-version": "1.0",
                  "id": "g:%s:1.0",
                  "bundles": [ { "id": "%s" } ]
                }
                """.formatted(name, bundle));
    }

    private String refusal() {
        LaunchException refusal =
                assertThrows(LaunchException.class, () -> new Distribution(home).bundles(List.of("core")));
        return String.valueOf(refusal.getMessage());
    }

    @Test
    void findsTheBundlesOfItsFeaturesInOrder() throws Exception {
        feature("core", "g:first:1.0");
        feature("models", "g:second:2.0");
        Path first = Files.createFile(home.resolve("bundles/first-1.0.jar"));
        Path second = Files.createFile(home.resolve("bundles/second-2.0.jar"));
        assertEquals(List.of(first, second), new Distribution(home).bundles(List.of("core", "models")));
    }

    @Test
    void startsAddedFeaturesAfterItsOwn() throws Exception {
        for (String name : List.of("zebrafish", "interactive", "models", "core", "arabidopsis")) {
            feature(name, "g:" + name + ":1.0");
        }
        Files.createFile(home.resolve("features/notes.txt"));
        Distribution distribution = new Distribution(home);
        assertEquals(List.of("core", "models", "arabidopsis", "zebrafish"), distribution.features(false));
        assertEquals(List.of("core", "models", "arabidopsis", "zebrafish", "interactive"), distribution.features(true));
    }

    @Test
    void namesABundleThatIsNotThere() throws Exception {
        feature("core", "g:lost:1.0");
        assertTrue(refusal().contains("lost-1.0.jar: not there, though core.json lists it"), refusal());
    }

    @Test
    void namesAFeatureThatIsNotThere() {
        assertTrue(refusal().contains("core.json"), refusal());
    }

    @Test
    void namesAFeatureThatIsMalformed() throws Exception {
        Files.writeString(home.resolve("features/core.json"), "{ \"bundles\": ");
        assertTrue(refusal().contains("core.json: no readable feature"), refusal());
    }
}
