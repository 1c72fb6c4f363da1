package org.chiasma.tables.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.text.Duplicates;
import org.chiasma.text.LabelCollector;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Reads GCT 1.2 (GenePattern) and 1.3 (Connectivity Map): a version line, a line of counts, a heading, in 1.3 one line
 * per column field, then one line per row with its label, its fields and its entries. The counts are compared with what
 * is there and never sized by. {@code -666} means missing in metadata, as cmapPy has it, and is a number among the
 * entries. No quoting.
 */
final class GctReader {
    private static final MissingTokens MISSING =
            new MissingTokens(List.of("NaN", "nan", "NA", "na", "N/A", "NULL", "null", "#N/A", ""));
    private static final Set<String> MISSING_METADATA =
            Set.of("-666", "-666.0", "NaN", "nan", "NA", "na", "N/A", "NULL", "null", "#N/A");

    private final Refusals refusals;
    private final GctReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    GctReader(Refusals refusals, GctReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    Matrix read() throws IOException {
        Dialect dialect = new Dialect(
                (byte) '\t',
                (byte) '.',
                false,
                MISSING,
                false,
                false,
                options.infinite() == NonFinite.ACCEPT,
                false,
                "INFINITE",
                "infinite=accept");
        try (InputStream in = TextInput.open(refusals, options.maxBytes(), progress);
                LineBlocks lines = new LineBlocks(in, refusals)) {
            FieldScanner scanner = new FieldScanner(lines, dialect, options.type(), refusals);
            Counts counts = counts(lines, scanner);
            demandLine(lines, "the heading with the column labels");
            List<String> heading = scanner.texts();
            if (heading.size() != 1 + counts.rowFields + counts.columns) {
                throw refusals.line(
                        "COLUMNS",
                        lines.line - 1,
                        "found " + heading.size() + " fields, expected " + (1 + counts.rowFields + counts.columns)
                                + " (the label, " + counts.rowFields + " row fields and " + counts.columns
                                + " columns by line 2); correct the counts in line 2, or the heading");
            }
            int fields = (int) counts.rowFields;
            List<String> rowFields = heading.subList(1, 1 + fields);
            refuseRepeated(rowFields, "row", lines.line - 1);
            LabelCollector columnLabels = new LabelCollector(refusals, Duplicates.REFUSE, false, false);
            for (String label : heading.subList(1 + fields, heading.size())) {
                columnLabels.add(label, lines.line - 1);
            }
            scanner.nameColumns(columnLabels.asRead());
            Axis columns = Axis.labelled(options.columns(), columnLabels.asRead())
                    .withMetadata(columnFields(lines, scanner, counts, heading.size()));
            return rows(lines, scanner, counts, rowFields, columns);
        }
    }

    private Matrix rows(LineBlocks lines, FieldScanner scanner, Counts counts, List<String> rowFields, Axis columns)
            throws IOException {
        LabelCollector labels = new LabelCollector(refusals, Duplicates.REFUSE, false, true);
        List<List<String>> values = new ArrayList<>();
        rowFields.forEach(field -> values.add(new ArrayList<>()));
        double[] row = new double[(int) counts.columns];
        try (RowCollector collector = store.collectRows(row.length, options.type())) {
            while (lines.next()) {
                long line = lines.line;
                if (lines.blank()) {
                    refuseTextAfterBlank(lines);
                    break;
                }
                if (collector.rowCount() == counts.rows) {
                    throw refusals.line(
                            "ROWS",
                            line,
                            "found more than the " + counts.rows
                                    + " rows that line 2 announces, expected the end of the file; correct line 2");
                }
                int start = lines.position;
                rowHead(lines, scanner, labels, values);
                if (scanner.lineEnded() || !scanner.numbers(row)) {
                    lines.position = start;
                    lines.line = line;
                    throw scanner.refusals()
                            .ragged(
                                    scanner.countFields(),
                                    (int) (1 + counts.rowFields + counts.columns),
                                    "in the heading");
                }
                collector.append(row, 0);
            }
            if (collector.rowCount() != counts.rows) {
                throw refusals.line(
                        "ROWS",
                        lines.line,
                        "found the end of the file after " + Refusals.count(collector.rowCount(), "row") + ", expected "
                                + counts.rows + " by line 2; add the missing rows, or correct line 2");
            }
            if (scanner.missingCount() > 0) {
                progress.note(refusals.file() + ": " + scanner.missingCount() + " of " + counts.rows * row.length
                        + " entries are missing");
            }
            labels.noteDates(progress);
            List<MetadataColumn> metadata = new ArrayList<>();
            for (int k = 0; k < rowFields.size(); k++) {
                metadata.add(new MetadataColumn(rowFields.get(k), values.get(k)));
            }
            Axis rows = Axis.labelled(options.rows(), labels.asRead()).withMetadata(metadata);
            return collector.seal(MatrixSpec.dense(rows, columns).withElementType(options.type()));
        }
    }

    private static void rowHead(
            LineBlocks lines, FieldScanner scanner, LabelCollector labels, List<List<String>> values) {
        long line = lines.line;
        labels.add(scanner.text(), line);
        for (List<String> column : values) {
            column.add(scanner.lineEnded() ? "" : metadata(scanner.text()));
        }
    }

    private List<MetadataColumn> columnFields(LineBlocks lines, FieldScanner scanner, Counts counts, int width)
            throws IOException {
        List<MetadataColumn> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (long k = 0; k < counts.columnFields; k++) {
            demandLine(lines, counts.columnFields + " lines of column fields by line 2");
            long line = lines.line;
            List<String> fields = scanner.texts();
            if (fields.size() != width) {
                throw refusals.line(
                        "RAGGED",
                        line,
                        "found " + Refusals.count(fields.size(), "field") + ", expected " + width
                                + " (as in the heading); add or remove cells");
            }
            names.add(fields.get(0));
            refuseRepeated(names, "column", line);
            columns.add(new MetadataColumn(
                    fields.get(0),
                    fields.subList(1 + (int) counts.rowFields, width).stream()
                            .map(GctReader::metadata)
                            .toList()));
        }
        return columns;
    }

    private static String metadata(String text) {
        return MISSING_METADATA.contains(text) ? "" : text;
    }

    private void refuseRepeated(List<String> names, String axis, long line) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw refusals.line(
                        "METADATA",
                        line,
                        "found the " + axis + " field " + Refusals.shown(name)
                                + " twice, expected unique names; rename one");
            }
        }
    }

    private void refuseTextAfterBlank(LineBlocks lines) throws IOException {
        long blank = lines.line;
        while (lines.next()) {
            if (!lines.blank()) {
                throw refusals.line("BLANK", blank, "found a blank line, expected a row; remove it");
            }
            lines.skipLine();
        }
        lines.line = blank;
    }

    private void demandLine(LineBlocks lines, String expected) throws IOException {
        if (!lines.next()) {
            throw refusals.line(
                    "EMPTY", lines.line, "found the end of the file, expected " + expected + "; write the file again");
        }
    }

    private Counts counts(LineBlocks lines, FieldScanner scanner) throws IOException {
        demandLine(lines, "#1.2 or #1.3");
        String version = trimmed(scanner.texts());
        if (!version.equals("#1.2") && !version.equals("#1.3")) {
            throw refusals.line(
                    "VERSION",
                    1,
                    "found " + Refusals.shown(version) + ", expected #1.2 or #1.3; convert the file, for example with "
                            + "cmapPy");
        }
        demandLine(lines, "a line of counts");
        String text = trimmed(scanner.texts());
        String[] numbers = text.split("\t", -1);
        int wanted = version.equals("#1.2") ? 2 : 4;
        if (numbers.length != wanted) {
            throw refusals.line(
                    "COUNTS",
                    2,
                    "found " + Refusals.shown(text) + ", expected " + wanted + " counts between tabs: rows, columns"
                            + (wanted == 4 ? ", row fields, column fields" : "") + "; correct line 2");
        }
        long[] values = new long[4];
        values[2] = 1;
        for (int i = 0; i < wanted; i++) {
            values[i] = count(numbers[i]);
        }
        if (values[0] == 0 || values[1] == 0) {
            throw refusals.line("EMPTY", 2, "found a count of 0, expected at least one row and one column");
        }
        return new Counts(values[0], values[1], values[2], values[3]);
    }

    private long count(String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw refusals.line(
                    "COUNTS",
                    2,
                    "found " + Refusals.shown(text) + ", expected a count of at most nine digits; correct line 2");
        }
        return Long.parseLong(text);
    }

    /** Spreadsheets end the first lines with tabs, to the width of the table. */
    private static String trimmed(List<String> fields) {
        return String.join("\t", fields).stripTrailing();
    }

    /** Line 2. Version 1.2 has one row field, the description, and no column fields. */
    private record Counts(long rows, long columns, long rowFields, long columnFields) {}
}
