package org.chiasma.shell.internal.render;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.Provenance;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationReport.Figure;

/**
 * What commands say, as trees of maps, lists, strings, numbers and booleans for {@code --json}. Numbers that are not
 * finite, for which JSON has no form, become {@code null}.
 */
public final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private Json() {}

    /** One document, ended by a line feed. */
    public static String document(Object tree) {
        JsonElement element = GSON.toJsonTree(finite(tree));
        return GSON.toJson(element) + "\n";
    }

    private static Object finite(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), finite(value)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(value -> copy.add(finite(value)));
            return copy;
        }
        return tree instanceof Double real && !Double.isFinite(real) ? com.google.gson.JsonNull.INSTANCE : tree;
    }

    /** Facts, tables and captions of figures. */
    public static Map<String, Object> report(OperationReport report) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("facts", report.facts());
        List<Object> tables = new ArrayList<>();
        for (OperationReport.Table table : report.tables()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("title", table.title());
            one.put("columns", table.columns());
            one.put("rows", table.rows());
            tables.add(one);
        }
        tree.put("tables", tables);
        tree.put("figures", report.figures().stream().map(Figure::title).toList());
        return tree;
    }

    /** Operation, parameters, inputs, versions and timings. */
    public static Map<String, Object> provenance(Provenance provenance) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("operation", provenance.operation());
        tree.put("parameters", provenance.parameters());
        List<Object> inputs = new ArrayList<>();
        for (Provenance.Input input : provenance.inputs()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("reference", input.reference());
            one.put("bytes", input.bytes());
            one.put("sha256", input.sha256());
            inputs.add(one);
        }
        tree.put("inputs", inputs);
        tree.put("versions", provenance.versions());
        tree.put("seconds", provenance.seconds());
        return tree;
    }

    /** Axes, element type, layout and meaning of {@code NaN}. */
    public static Map<String, Object> spec(MatrixSpec spec) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("rows", axis(spec.rows()));
        tree.put("columns", axis(spec.columns()));
        tree.put("elementType", Words.of(spec.elementType()));
        tree.put("layout", Words.of(spec.layout()));
        tree.put("missing", Words.of(spec.missing()));
        tree.put("blockRows", spec.blockRows());
        return tree;
    }

    private static Map<String, Object> axis(Axis axis) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", axis.name());
        tree.put("size", axis.size());
        tree.put("labelled", axis.isLabelled());
        tree.put(
                "metadata",
                axis.metadata().stream().map(column -> column.name()).toList());
        return tree;
    }
}
