package org.chiasma.completion.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MetadataColumn;

/** Which positions of an axis belong together: a group number for each. A position without a group is one of its own. */
final class GroupLabels {
    private GroupLabels() {}

    /** Every position by itself. */
    static int[] none(Axis axis) {
        return IntStream.range(0, Math.toIntExact(axis.size())).toArray();
    }

    /**
     * Positions with the same value of a metadata field.
     *
     * @throws UsageException {@code E-GROUP-FIELD} if the axis does not have it
     */
    static int[] ofField(Axis axis, String field) {
        MetadataColumn column = axis.metadata(field)
                .orElseThrow(() -> new UsageException(
                        "E-GROUP-FIELD",
                        "--group-field %s: found no such metadata field on axis %s, expected %s, or use --group-file"
                                .formatted(field, axis.name(), known(axis))));
        return numbered(axis, column.values());
    }

    private static String known(Axis axis) {
        return axis.metadata().isEmpty()
                ? "one (it has none at all)"
                : "one of " + axis.metadata().stream().map(MetadataColumn::name).collect(Collectors.joining(", "));
    }

    /**
     * Positions by a text file of lines {@code label TAB group}; lines that start with # are skipped.
     *
     * @throws DataException {@code E-GROUP-FILE} if a line has another form, {@code E-GROUP-LABELS} if no label is one of
     *     the axis
     * @throws NoInputException {@code E-FILE-ABSENT}, {@code E-FILE-DIRECTORY} or {@code E-FILE-UNREADABLE}
     */
    static int[] ofFile(Axis axis, Path file, Progress progress) {
        Map<String, String> groups = read(file);
        List<String> values = IntStream.range(0, Math.toIntExact(axis.size()))
                .mapToObj(i -> groups.getOrDefault(axis.label(i), ""))
                .toList();
        long matched = values.stream().filter(value -> !value.isEmpty()).count();
        if (matched == 0) {
            throw new DataException(
                    "E-GROUP-LABELS",
                    "%s: none of its %d labels is one of the %d %s, expected the labels of the matrix in the first column"
                            .formatted(file, groups.size(), axis.size(), axis.name()));
        }
        progress.note("groups: %d of %d %s matched by label".formatted(matched, axis.size(), axis.name()));
        return numbered(axis, values);
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> groups = new HashMap<>();
        List<String> lines;
        if (!Files.exists(file)) {
            throw new NoInputException(
                    "E-FILE-ABSENT",
                    "--group-file %s: found no such file, expected one, check the path, relative to the current directory"
                            .formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw new NoInputException(
                    "E-FILE-DIRECTORY",
                    "--group-file %s: found a directory, expected a file of lines of label and group, name that"
                            .formatted(file));
        }
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new NoInputException(
                    "E-FILE-UNREADABLE",
                    "--group-file %s: cannot be read as UTF-8 text, expected lines of label and group, check its encoding and permission"
                            .formatted(file),
                    e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length != 2) {
                throw new DataException(
                        "E-GROUP-FILE",
                        "%s line %d: found %d columns, expected label and group with one tab between"
                                .formatted(file, i + 1, cells.length));
            }
            groups.put(cells[0], cells[1]);
        }
        return groups;
    }

    private static int[] numbered(Axis axis, List<String> values) {
        int size = Math.toIntExact(axis.size());
        Map<String, Integer> firsts = new HashMap<>();
        return IntStream.range(0, size)
                .map(i -> values.get(i).isEmpty() ? i : firsts.computeIfAbsent(values.get(i), value -> i))
                .toArray();
    }
}
