package org.chiasma.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the running framework says of itself ({@code chiasma diagnose}). */
class ContainerIT {
    private static final Set<String> EXPORTERS = Set.of(
            "org.chiasma.api", "org.chiasma.htsjdk", "org.chiasma.linalg", "org.chiasma.nd4j", "org.chiasma.text");

    /** Libraries that ask for optional services by this header; ours never do. */
    private static final Set<String> DYNAMIC_LIBRARIES =
            Set.of("org.apache.felix.scr", "org.apache.felix.gogo.command");

    /** The component that waits for the interactive shell, which a single command does not start. */
    private static final String WAITS_FOR_SHELL = "org.chiasma.shell.internal.service.GogoCommands";

    private static JsonArray bundles = new JsonArray();
    private static JsonArray components = new JsonArray();

    @BeforeAll
    static void diagnose() {
        Chiasma.Result result = new Chiasma(Path.of("target")).run("diagnose");
        assertEquals(0, result.status(), result.err());
        JsonObject document = JsonParser.parseString(result.out()).getAsJsonObject();
        bundles = document.getAsJsonArray("bundles");
        components = document.getAsJsonArray("components");
    }

    @Test
    void everyBundleIsActiveAndEveryFragmentResolved() {
        List<String> wrong = new ArrayList<>();
        for (JsonElement element : bundles) {
            JsonObject bundle = element.getAsJsonObject();
            String expected = bundle.get("fragment").getAsBoolean() ? "RESOLVED" : "ACTIVE";
            if (!bundle.get("state").getAsString().equals(expected)) {
                wrong.add(name(bundle) + " is " + bundle.get("state").getAsString());
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(bundles.size() > 10, "found only " + bundles.size() + " bundles");
    }

    @Test
    void noComponentLacksAReference() {
        List<String> wrong = new ArrayList<>();
        for (JsonElement element : components) {
            JsonObject component = element.getAsJsonObject();
            String state = component.get("state").getAsString();
            String name = component.get("name").getAsString();
            if (!Set.of("SATISFIED", "ACTIVE").contains(state) && !name.equals(WAITS_FOR_SHELL)) {
                wrong.add(name + " is " + state);
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(components.size() > 5, "found only " + components.size() + " components");
    }

    @Test
    void noPackageIsExportedTwice() {
        Map<String, String> exporters = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (JsonElement element : bundles) {
            JsonObject bundle = element.getAsJsonObject();
            for (String exported : strings(bundle, "exports")) {
                String first = exporters.put(exported, name(bundle));
                if (first != null) {
                    twice.add(exported + " by " + first + " and " + name(bundle));
                }
            }
        }
        assertEquals(List.of(), twice);
    }

    @Test
    void onlyApiAndLibrariesExport() {
        Set<String> exporting = new TreeSet<>();
        for (JsonElement element : bundles) {
            JsonObject bundle = element.getAsJsonObject();
            if (name(bundle).startsWith("org.chiasma.")
                    && !strings(bundle, "exports").isEmpty()) {
                exporting.add(name(bundle));
            }
        }
        assertEquals(new TreeSet<>(EXPORTERS), exporting);
    }

    @Test
    void nobodyImportsDynamically() {
        Set<String> dynamic = new TreeSet<>();
        for (JsonElement element : bundles) {
            JsonObject bundle = element.getAsJsonObject();
            if (bundle.get("dynamicImport").getAsBoolean()) {
                dynamic.add(name(bundle));
            }
        }
        dynamic.removeAll(DYNAMIC_LIBRARIES);
        assertEquals(Set.of(), dynamic);
    }

    @Test
    void bundlesAreWiredToApiAndLibrariesOnly() {
        List<String> wrong = new ArrayList<>();
        for (JsonElement element : bundles) {
            JsonObject bundle = element.getAsJsonObject();
            if (!name(bundle).startsWith("org.chiasma.")) {
                continue;
            }
            for (Map.Entry<String, JsonElement> wire :
                    bundle.getAsJsonObject("imports").entrySet()) {
                String provider = wire.getValue().getAsString();
                if (provider.startsWith("org.chiasma.") && !EXPORTERS.contains(provider)) {
                    wrong.add(name(bundle) + " -> " + provider);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static String name(JsonObject bundle) {
        return bundle.get("symbolicName").getAsString();
    }

    private static List<String> strings(JsonObject bundle, String field) {
        return bundle.getAsJsonArray(field).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
