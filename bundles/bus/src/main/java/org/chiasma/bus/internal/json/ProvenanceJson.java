package org.chiasma.bus.internal.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.chiasma.api.Provenance;

/** Provenance as a JSON tree and back. */
public final class ProvenanceJson {
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private ProvenanceJson() {}

    /** The tree of {@code provenance}. */
    public static JsonObject tree(Provenance provenance) {
        JsonObject tree = new JsonObject();
        tree.addProperty("operation", provenance.operation());
        JsonObject parameters = new JsonObject();
        provenance.parameters().forEach(parameters::addProperty);
        tree.add("parameters", parameters);
        JsonArray inputs = new JsonArray();
        for (Provenance.Input input : provenance.inputs()) {
            JsonObject one = new JsonObject();
            one.addProperty("reference", input.reference());
            one.addProperty("bytes", input.bytes());
            one.addProperty("sha256", input.sha256());
            inputs.add(one);
        }
        tree.add("inputs", inputs);
        JsonObject versions = new JsonObject();
        provenance.versions().forEach(versions::addProperty);
        tree.add("versions", versions);
        JsonObject seconds = new JsonObject();
        provenance.seconds().forEach(seconds::addProperty);
        tree.add("seconds", seconds);
        return tree;
    }

    /**
     * The provenance of {@code tree}.
     *
     * @throws RuntimeException of Gson's making if a member is absent or of another type
     */
    public static Provenance of(JsonObject tree) {
        List<Provenance.Input> inputs = new ArrayList<>();
        for (JsonElement element : tree.getAsJsonArray("inputs")) {
            JsonObject input = element.getAsJsonObject();
            inputs.add(new Provenance.Input(
                    input.get("reference").getAsString(),
                    input.get("bytes").getAsLong(),
                    input.get("sha256").getAsString()));
        }
        return new Provenance(
                tree.get("operation").getAsString(),
                members(tree, "parameters", JsonElement::getAsString),
                inputs,
                members(tree, "versions", JsonElement::getAsString),
                members(tree, "seconds", JsonElement::getAsDouble));
    }

    /** {@code provenance} as indented text that ends with a line break. */
    public static String text(Provenance provenance) {
        return PRETTY.toJson(tree(provenance)) + "\n";
    }

    private static <V> Map<String, V> members(JsonObject tree, String name, Function<JsonElement, V> value) {
        Map<String, V> members = new TreeMap<>();
        tree.getAsJsonObject(name).asMap().forEach((key, element) -> members.put(key, value.apply(element)));
        return members;
    }
}
