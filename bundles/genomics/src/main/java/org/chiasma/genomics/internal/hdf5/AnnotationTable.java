package org.chiasma.genomics.internal.hdf5;

import io.jhdf.api.Dataset;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;

/**
 * A data frame of AnnData, {@code obs} or {@code var}, as an axis. Three layouts: groups with a group for each categorical
 * column (0.8 and later), groups with {@code __categories} (0.7), and compound datasets with categories in {@code uns} (before
 * 0.7). A categorical code of -1 is a missing value; columns of other kinds are left out with a note.
 */
final class AnnotationTable {
    private final Hdf5File file;
    private final String path;
    private final LabelPolicy policy;
    private final Progress progress;

    AnnotationTable(Hdf5File file, String path, LabelPolicy policy, Progress progress) {
        this.file = file;
        this.path = path;
        this.policy = policy;
        this.progress = progress;
    }

    /** The axis, called {@code name}. */
    Axis axis(String name) throws IOException {
        if (file.hasDataset(path)) {
            return compound(name);
        }
        if (!file.hasGroup(path)) {
            throw file.layout("no group " + path, "the annotations of an AnnData file");
        }
        String index = path + "/" + file.text(path, "_index").orElse("_index");
        List<String> labels = Texts.read(file, index);
        List<MetadataColumn> metadata = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String column : file.texts(path, "column-order")) {
            if (column.isEmpty()) {
                continue;
            }
            List<String> values = column(path + "/" + column, column, labels.size());
            if (values.isEmpty()) {
                left.add(column);
            } else {
                metadata.add(new MetadataColumn(column, values));
            }
        }
        noteLeft(left);
        return Texts.axis(file, name, index, labels, policy, distinct(metadata));
    }

    private List<String> column(String column, String name, long size) throws IOException {
        String categories = path + "/__categories/" + name;
        if (file.hasDataset(column)) {
            if (file.hasDataset(categories)) {
                return decoded(NumberArray.vector(file, column, size), Texts.read(file, categories), column);
            }
            return Texts.isColumn(file, column) ? Texts.read(file, column, size) : List.of();
        }
        if (file.hasDataset(column + "/codes")) {
            return decoded(
                    NumberArray.vector(file, column + "/codes", size),
                    Texts.read(file, column + "/categories"),
                    column);
        }
        if (file.hasDataset(column + "/mask") && Texts.isColumn(file, column + "/values")) {
            List<String> values = new ArrayList<>(Texts.read(file, column + "/values", size));
            double[] mask = NumberArray.vector(file, column + "/mask", size);
            for (int i = 0; i < mask.length; i++) {
                values.set(i, mask[i] == 0 ? values.get(i) : "");
            }
            return values;
        }
        return List.of();
    }

    private List<String> decoded(double[] codes, List<String> categories, String column) {
        List<String> values = new ArrayList<>(codes.length);
        for (int i = 0; i < codes.length; i++) {
            if (!(codes[i] >= -1 && codes[i] < categories.size())) {
                throw file.refusals()
                        .whole(
                                "CATEGORY",
                                "found code " + (long) codes[i] + " at " + i + " of " + column + ", expected -1 to "
                                        + (categories.size() - 1) + "; write the file again");
            }
            values.add(codes[i] < 0 ? "" : categories.get((int) codes[i]));
        }
        return values;
    }

    private Axis compound(String name) throws IOException {
        Dataset dataset = file.dataset(path);
        Object read = file.guarded(path, dataset::getData);
        if (!(read instanceof Map<?, ?> members) || members.isEmpty()) {
            throw file.layout("the dataset " + path + " without fields", "a table of AnnData before 0.7");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        members.forEach((field, values) -> fields.put(String.valueOf(field), values));
        String index = fields.containsKey("index")
                ? "index"
                : fields.keySet().iterator().next();
        List<String> labels = List.of();
        List<MetadataColumn> metadata = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            Object values = field.getValue();
            boolean plain = values.getClass().isArray()
                    && !values.getClass().getComponentType().isArray();
            if (!plain) {
                left.add(field.getKey());
                continue;
            }
            String categories = "uns/" + field.getKey() + "_categories";
            boolean categorical = file.hasDataset(categories)
                    && Array.getLength(values) > 0
                    && Array.get(values, 0) instanceof Number;
            List<String> texts = categorical
                    ? decoded(numbers(values), Texts.read(file, categories), path + "/" + field.getKey())
                    : Texts.ofArray(values);
            if (field.getKey().equals(index)) {
                labels = texts;
            } else {
                metadata.add(new MetadataColumn(field.getKey(), texts));
            }
        }
        noteLeft(left);
        return Texts.axis(file, name, path, labels, policy, metadata);
    }

    private static double[] numbers(Object values) {
        double[] numbers = new double[Array.getLength(values)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ((Number) Array.get(values, i)).doubleValue();
        }
        return numbers;
    }

    private List<MetadataColumn> distinct(List<MetadataColumn> columns) {
        long names = columns.stream().map(MetadataColumn::name).distinct().count();
        if (names != columns.size()) {
            throw file.refusals()
                    .whole(
                            "METADATA",
                            "found a column of " + path
                                    + " twice in column-order, expected unique names; write the file " + "again");
        }
        return columns;
    }

    private void noteLeft(List<String> left) {
        if (!left.isEmpty()) {
            progress.note(file.refusals().file() + ": of " + path + ", the columns " + String.join(", ", left)
                    + " are no texts, numbers or categories and are left out");
        }
    }
}
