package org.chiasma.bus.internal.workspace;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasma.api.DataException;
import org.chiasma.api.Provenance;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.bus.internal.json.ProvenanceJson;

/**
 * What the JSON file beside a matrix's npy files says of it: everything but the entries.
 *
 * @param spec axes, element type, layout
 * @param provenance how it was made
 */
record MatrixCard(MatrixSpec spec, Provenance provenance) {
    private static final int VERSION = 1;

    void write(Path file) throws IOException {
        JsonObject tree = new JsonObject();
        tree.addProperty("chiasma-matrix", VERSION);
        tree.addProperty("layout", kebab(spec.layout()));
        tree.addProperty("element-type", kebab(spec.elementType()));
        tree.addProperty("missing", kebab(spec.missing()));
        tree.addProperty("block-rows", spec.blockRows());
        tree.add("rows", axis(spec.rows()));
        tree.add("columns", axis(spec.columns()));
        tree.add("provenance", ProvenanceJson.tree(provenance));
        try (Writer writer = Files.newBufferedWriter(file)) {
            new Gson().toJson(tree, writer);
        }
    }

    /** @throws DataException {@code E-WS-JSON} if the file is not such a card */
    static MatrixCard read(Path file) throws IOException {
        try (JsonReader reader = new JsonReader(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            reader.setStrictness(Strictness.STRICT);
            JsonObject tree = JsonParser.parseReader(reader).getAsJsonObject();
            if (tree.get("chiasma-matrix").getAsInt() != VERSION) {
                throw new JsonParseException("version " + tree.get("chiasma-matrix"));
            }
            MatrixSpec spec = new MatrixSpec(
                    axis(tree.getAsJsonObject("rows")),
                    axis(tree.getAsJsonObject("columns")),
                    constant(ElementType.class, tree.get("element-type")),
                    constant(Layout.class, tree.get("layout")),
                    constant(MissingValue.class, tree.get("missing")),
                    tree.get("block-rows").getAsLong());
            return new MatrixCard(spec, ProvenanceJson.of(tree.getAsJsonObject("provenance")));
        } catch (RuntimeException | java.nio.charset.CharacterCodingException e) {
            throw new DataException(
                    "E-WS-JSON",
                    file + ": found no card of a matrix (" + e.getMessage()
                            + "), expected the JSON that the workspace writes; remove the matrix or publish it again",
                    e);
        }
    }

    private static JsonObject axis(Axis axis) {
        JsonObject tree = new JsonObject();
        tree.addProperty("name", axis.name());
        tree.addProperty("size", axis.size());
        if (axis.isLabelled()) {
            tree.add("labels", texts(axis.labels()));
        }
        JsonArray metadata = new JsonArray();
        for (MetadataColumn column : axis.metadata()) {
            JsonObject one = new JsonObject();
            one.addProperty("name", column.name());
            one.add("values", texts(column.values()));
            metadata.add(one);
        }
        tree.add("metadata", metadata);
        return tree;
    }

    private static Axis axis(JsonObject tree) {
        String name = tree.get("name").getAsString();
        long size = tree.get("size").getAsLong();
        Axis axis = tree.has("labels")
                ? Axis.labelled(name, texts(tree.getAsJsonArray("labels")))
                : Axis.anonymous(name, size);
        if (axis.size() != size) {
            throw new JsonParseException(axis.size() + " labels for " + size + " " + name);
        }
        List<MetadataColumn> metadata = new ArrayList<>();
        for (JsonElement element : tree.getAsJsonArray("metadata")) {
            JsonObject column = element.getAsJsonObject();
            metadata.add(new MetadataColumn(column.get("name").getAsString(), texts(column.getAsJsonArray("values"))));
        }
        return axis.withMetadata(metadata);
    }

    private static JsonArray texts(List<String> values) {
        JsonArray array = new JsonArray(values.size());
        values.forEach(array::add);
        return array;
    }

    private static List<String> texts(JsonArray array) {
        List<String> values = new ArrayList<>(array.size());
        array.forEach(element -> values.add(element.getAsString()));
        return values;
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonElement text) {
        return Enum.valueOf(type, text.getAsString().replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
