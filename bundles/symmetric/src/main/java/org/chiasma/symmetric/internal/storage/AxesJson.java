package org.chiasma.symmetric.internal.storage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;

/** The two axes of a symmetric matrix in a JSON header: two names, one set of labels and metadata. */
public final class AxesJson {
    private AxesJson() {}

    /** Adds the axes. */
    public static void write(Axis rows, Axis columns, JsonObject json) {
        json.addProperty("size", rows.size());
        json.addProperty("rows", rows.name());
        json.addProperty("columns", columns.name());
        Axis labelled = rows.isLabelled() ? rows : columns;
        if (labelled.isLabelled()) {
            json.add("labels", array(labelled.labels()));
        }
        Axis described = rows.metadata().isEmpty() ? columns : rows;
        if (!described.metadata().isEmpty()) {
            JsonObject metadata = new JsonObject();
            described.metadata().forEach(column -> metadata.add(column.name(), array(column.values())));
            json.add("metadata", metadata);
        }
    }

    /** The row axis; {@link #columns} names the other. */
    public static Axis rows(JsonObject json) {
        long size = number(json, "size");
        String name = text(json, "rows");
        Axis axis;
        if (json.has("labels")) {
            List<String> labels = strings(json.get("labels"));
            if (labels.size() != size) {
                throw new JsonParseException(labels.size() + " labels for size " + size);
            }
            axis = Axis.labelled(name, labels);
        } else {
            axis = Axis.anonymous(name, size);
        }
        List<MetadataColumn> metadata = new ArrayList<>();
        if (json.has("metadata")) {
            for (Map.Entry<String, JsonElement> entry :
                    json.get("metadata").getAsJsonObject().entrySet()) {
                metadata.add(new MetadataColumn(entry.getKey(), strings(entry.getValue())));
            }
        }
        return axis.withMetadata(metadata);
    }

    /** The column axis, whose labels are those of the rows. */
    public static Axis columns(JsonObject json, Axis rows) {
        return rows.named(text(json, "columns"));
    }

    /** A field that has to be there. */
    public static JsonElement field(JsonObject json, String name) {
        JsonElement value = json.get(name);
        if (value == null) {
            throw new JsonParseException("no \"" + name + "\"");
        }
        return value;
    }

    /** A whole number; gson by itself would cut fractions off. */
    static long number(JsonObject json, String name) {
        return field(json, name).getAsBigDecimal().longValueExact();
    }

    /** A text that has to be there. */
    public static String text(JsonObject json, String name) {
        return field(json, name).getAsString();
    }

    private static JsonArray array(List<String> values) {
        JsonArray array = new JsonArray(values.size());
        values.forEach(array::add);
        return array;
    }

    private static List<String> strings(JsonElement element) {
        List<String> values = new ArrayList<>();
        element.getAsJsonArray().forEach(value -> values.add(value.getAsString()));
        return values;
    }
}
