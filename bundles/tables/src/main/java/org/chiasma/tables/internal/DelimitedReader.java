package org.chiasma.tables.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.text.Decimals;
import org.chiasma.text.Duplicates;
import org.chiasma.text.LabelCollector;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Reads a delimited table: a header line with column labels, then one line per row with a label and its entries. The
 * header's corner cell may be absent, as R writes it. One pass; memory is the matrix, its labels and one block of text.
 */
final class DelimitedReader {
    private final Refusals refusals;
    private final DelimitedReadOptions options;
    private final MatrixStore store;
    private final Progress progress;
    private final byte delimiter;
    private final LabelCollector rowLabels;
    private final LabelCollector columnLabels;
    private boolean labelsLikeNumbers;

    DelimitedReader(
            Refusals refusals,
            char usualDelimiter,
            DelimitedReadOptions options,
            MatrixStore store,
            Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
        this.delimiter = options.delimiterOr(usualDelimiter);
        this.rowLabels = new LabelCollector(refusals, options.duplicates(), true, true);
        this.columnLabels = new LabelCollector(refusals, options.duplicates(), true, false);
    }

    Matrix read() throws IOException {
        Dialect dialect = new Dialect(
                delimiter,
                options.decimal().symbol(),
                true,
                new MissingTokens(options.missing()),
                true,
                true,
                options.infinite() == NonFinite.ACCEPT,
                false,
                "INFINITE",
                "infinite=accept");
        try (InputStream in = TextInput.open(refusals, options.maxBytes(), progress);
                LineBlocks lines = new LineBlocks(in, refusals)) {
            FieldScanner scanner = new FieldScanner(lines, dialect, options.type(), refusals);
            int width = columns(lines, scanner);
            try (RowCollector collector = store.collectRows(width, options.type())) {
                rows(lines, scanner, width, collector);
                Matrix matrix = seal(collector, width);
                note(scanner.missingCount(), collector.rowCount() * width);
                return matrix;
            }
        }
    }

    /** Reads the header line, if there is one, and looks at the first row. Returns the number of entries of a row. */
    private int columns(LineBlocks lines, FieldScanner scanner) throws IOException {
        if (!lines.next()) {
            throw refusals.line("EMPTY", 1, "found no text, expected a table; write the table again");
        }
        if (!options.labels().onColumns()) {
            refuseOtherDelimiter(lines, "first line");
            int fields = scanner.countFields();
            return refuseNoColumns(fields - (options.labels().onRows() ? 1 : 0), lines.line);
        }
        refuseOtherDelimiter(lines, "header");
        List<String> header = scanner.texts();
        if (!lines.next() || lines.blank()) {
            throw refusals.line(
                    "EMPTY", lines.line, "found a header line only, expected rows below it; write the table again");
        }
        int fields = scanner.countFields();
        int labels = options.labels().onRows() ? 1 : 0;
        boolean corner = labels == 1 && header.size() == fields;
        boolean fits = header.size() == fields || (labels == 1 && header.size() == fields - 1);
        if (!fits) {
            throw scanner.refusals().ragged(fields, header.size(), "in the header");
        }
        refuseNoColumns(fields - labels, 1);
        for (String label : corner ? header.subList(1, header.size()) : header) {
            columnLabels.add(label, 1);
        }
        if (labels == 1 && !corner) {
            progress.note(refusals.file() + ": the header has one field fewer than the rows; taken as column labels "
                    + "without a corner cell");
        }
        labelsLikeNumbers = header.stream().allMatch(DelimitedReader::likeNumber);
        scanner.nameColumns(columnLabels.asRead());
        return fields - labels;
    }

    private void rows(LineBlocks lines, FieldScanner scanner, int width, RowCollector collector) throws IOException {
        double[] row = new double[width];
        boolean labelled = options.labels().onRows();
        while (lines.next()) {
            if (lines.blank()) {
                refuseTextAfterBlank(lines);
                return;
            }
            long line = lines.line;
            int start = lines.position;
            if (labelled) {
                String label = scanner.text();
                if (scanner.lineEnded()) {
                    lines.line = line;
                    throw scanner.refusals().ragged(1, width + 1, rowShape());
                }
                rowLabels.add(label, line);
            }
            if (!scanner.numbers(row)) {
                lines.position = start;
                throw scanner.refusals().ragged(scanner.countFields(), width + (labelled ? 1 : 0), rowShape());
            }
            collector.append(row, 0);
        }
    }

    private String rowShape() {
        return options.labels().onColumns() ? "in the header" : "in the first line";
    }

    private Matrix seal(RowCollector collector, int width) {
        boolean merge = options.duplicates() != Duplicates.SUFFIX
                && (rowLabels.hasDuplicates() || columnLabels.hasDuplicates());
        if (!merge) {
            return collector.seal(spec(
                    options.labels().onRows()
                            ? Axis.labelled(options.rows(), rowLabels.suffixed())
                            : Axis.anonymous(options.rows(), collector.rowCount()),
                    options.labels().onColumns()
                            ? Axis.labelled(options.columns(), columnLabels.suffixed())
                            : Axis.anonymous(options.columns(), width)));
        }
        Matrix all = collector.seal(
                spec(Axis.anonymous(options.rows(), collector.rowCount()), Axis.anonymous(options.columns(), width)));
        Axis rows = options.labels().onRows() ? Axis.labelled(options.rows(), rowLabels.distinct()) : all.rows();
        Axis columns = options.labels().onColumns()
                ? Axis.labelled(options.columns(), columnLabels.distinct())
                : all.columns();
        int[] rowGroups = options.labels().onRows() ? rowLabels.groups() : identity(all.rowCount());
        int[] columnGroups = options.labels().onColumns() ? columnLabels.groups() : identity(width);
        progress.note(
                refusals.file() + ": " + all.rowCount() + " x " + width + " entries merged to " + rows.size() + " x "
                        + columns.size() + " by duplicates="
                        + options.duplicates().name().toLowerCase(java.util.Locale.ROOT));
        return new DuplicateMerge(options.duplicates(), rowGroups, columnGroups).merge(all, spec(rows, columns), store);
    }

    private MatrixSpec spec(Axis rows, Axis columns) {
        return MatrixSpec.dense(rows, columns).withElementType(options.type());
    }

    private static int[] identity(long size) {
        return IntStream.range(0, Math.toIntExact(size)).toArray();
    }

    private void note(long missing, long entries) {
        if (missing > 0) {
            progress.note(refusals.file() + ": " + missing + " of " + entries + " entries are missing");
        }
        rowLabels.noteDates(progress);
        columnLabels.noteDates(progress);
        boolean rowsToo =
                !rowLabels.asRead().isEmpty() && likeNumber(rowLabels.asRead().get(0));
        if (labelsLikeNumbers && (rowsToo || !options.labels().onRows())) {
            progress.note("warning: " + refusals.file()
                    + ": the first line, taken as labels, holds numbers only; pass labels=none if the table has none");
        }
    }

    private static boolean likeNumber(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return !Double.isNaN(Decimals.parse(bytes, 0, bytes.length, (byte) '.'));
    }

    private int refuseNoColumns(int width, long line) {
        if (width < 1) {
            throw refusals.line(
                    "COLUMNS",
                    line,
                    "found one field per line, expected a label and at least one entry between "
                            + Delimiter.name(delimiter) + " delimiters; pass delimiter= or labels=columns");
        }
        return width;
    }

    /** Refuses a first line that lacks the delimiter but has another one, unless the user named the delimiter. */
    private void refuseOtherDelimiter(LineBlocks lines, String what) {
        int end = lines.lineFeed();
        if (options.delimiter().isPresent() || count(lines, end, delimiter) > 0) {
            return;
        }
        for (byte other : new byte[] {'\t', ';', ',', '|'}) {
            int found = count(lines, end, other);
            if (found > 0 && other != options.decimal().symbol()) {
                throw otherDelimiter(lines, what, other, found);
            }
        }
    }

    private DataException otherDelimiter(LineBlocks lines, String what, byte other, int found) {
        return refusals.line(
                "DELIMITER",
                lines.line,
                what + " " + Refusals.shown(lines.bytes, lines.position, lines.lineFeed()) + ": found "
                        + Refusals.count(found, Delimiter.name(other)) + " and no " + Delimiter.name(delimiter)
                        + ", expected " + Delimiter.name(delimiter) + "-delimited fields; pass delimiter="
                        + Delimiter.name(other)
                        + (other == ';' ? ", and decimal=comma if numbers are written 1,5" : ""));
    }

    private static int count(LineBlocks lines, int end, byte wanted) {
        int count = 0;
        for (int i = lines.position; i < end; i++) {
            count += lines.bytes[i] == wanted ? 1 : 0;
        }
        return count;
    }

    private void refuseTextAfterBlank(LineBlocks lines) throws IOException {
        long blank = lines.line;
        while (lines.next()) {
            if (!lines.blank()) {
                throw refusals.line(
                        "BLANK",
                        blank,
                        "found a blank line before line " + lines.line
                                + ", expected a row; remove it (blank lines may only end the file)");
            }
            lines.skipLine();
        }
    }
}
