package org.chiasma.tables.internal;

import java.io.IOException;
import java.util.Arrays;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.tables.internal.MtxHeader.Symmetry;
import org.chiasma.text.Decimals;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Reads a MatrixMarket file. Absent entries are zero: a general matrix becomes sparse rows, a symmetric one packed when at
 * least an eighth of its triangle is there and sparse otherwise. Or they are missing: a dense matrix with NaN. One pass;
 * memory is that of the entries that are there, twice while they are sorted.
 */
final class MtxReader {
    private static final long ROOM = 1L << 26;
    private static final long MOST_EMPTY = 1000;
    private static final int PACKED_FROM = 8;

    private final Refusals refusals;
    private final MtxReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    MtxReader(Refusals refusals, MtxReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    Matrix read() throws IOException {
        MtxHeader header;
        SparseEntries entries = new SparseEntries();
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, options.maxBytes(), progress), refusals)) {
            header = MtxHeader.read(lines, refusals);
            if (!header.coordinate()) {
                return array(header, lines);
            }
            scan(lines, header, entries);
        }
        requireRoom(header, entries.count());
        Axis[] axes = axes(header);
        SparseEntries.Rows rows = entries.sorted((int) header.rows());
        requireDistinct(rows, header);
        return options.absent() == AbsentEntries.MISSING ? observed(rows, header, axes) : sparse(rows, header, axes);
    }

    private void scan(LineBlocks lines, MtxHeader header, SparseEntries entries) throws IOException {
        while (lines.next()) {
            if (blank(lines)) {
                lines.skipLine();
                continue;
            }
            if (entries.count() == header.entries()) {
                throw refusals.line(
                        "COUNT",
                        lines.line,
                        "found more entries than the " + header.entries()
                                + " of the sizes, expected the end of the file; correct the number or remove them");
            }
            entry(lines, header, entries);
        }
        if (entries.count() < header.entries()) {
            throw refusals.line(
                    "COUNT",
                    lines.line,
                    "found the end of the file after " + entries.count() + " entries, expected " + header.entries()
                            + " as the sizes say; copy the file again or correct the number");
        }
    }

    /** Whether the line holds blanks only. */
    private static boolean blank(LineBlocks lines) {
        int i = lines.position;
        while (lines.bytes[i] == ' ' || lines.bytes[i] == '\t' || lines.bytes[i] == '\r') {
            i++;
        }
        return lines.bytes[i] == '\n';
    }

    private void entry(LineBlocks lines, MtxHeader header, SparseEntries entries) {
        byte[] bytes = lines.bytes;
        int i = lines.position;
        while (bytes[i] == ' ') {
            i++;
        }
        int start = i;
        long row = 0;
        while (bytes[i] >= '0' && bytes[i] <= '9' && i - start < 11) {
            row = 10 * row + bytes[i++] - '0';
        }
        boolean good = i > start && (bytes[i] == ' ' || bytes[i] == '\t');
        while (bytes[i] == ' ' || bytes[i] == '\t') {
            i++;
        }
        start = i;
        long column = 0;
        while (bytes[i] >= '0' && bytes[i] <= '9' && i - start < 11) {
            column = 10 * column + bytes[i++] - '0';
        }
        good &= i > start;
        double value = 1;
        if (!header.pattern()) {
            good &= bytes[i] == ' ' || bytes[i] == '\t';
            while (bytes[i] == ' ' || bytes[i] == '\t') {
                i++;
            }
            start = i;
            long whole = 0;
            while (bytes[i] >= '0' && bytes[i] <= '9' && i - start < 16) {
                whole = 10 * whole + bytes[i++] - '0';
            }
            if (bytes[i] == '\n' && i > start) {
                value = whole;
            } else {
                while (bytes[i] > ' ') {
                    i++;
                }
                value = Decimals.parse(bytes, start, i, (byte) '.');
            }
        }
        while (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r') {
            i++;
        }
        if (!good || bytes[i] != '\n' || !Double.isFinite(value)) {
            throw refusals.line(
                    "ENTRY",
                    lines.line,
                    "found " + Refusals.shown(bytes, lines.position, lines.lineFeed()) + ", expected row, column"
                            + (header.pattern() ? "" : " and a finite number") + "; correct the line");
        }
        require(row, header.rows(), "row", lines);
        require(column, header.columns(), "column", lines);
        if (header.symmetry() != Symmetry.GENERAL && row < column + (header.symmetry() == Symmetry.SKEW ? 1 : 0)) {
            throw refusals.line(
                    "TRIANGLE",
                    lines.line,
                    "found entry (" + row + ", " + column + "), expected one "
                            + (header.symmetry() == Symmetry.SKEW ? "below" : "on or below")
                            + " the diagonal, since the others follow from these; remove it, or write the matrix as general");
        }
        entries.add((int) row - 1, (int) column - 1, value);
        lines.position = i + 1;
        lines.line++;
    }

    private void require(long index, long size, String what, LineBlocks lines) {
        if (index < 1 || index > size) {
            throw refusals.line(
                    "INDEX",
                    lines.line,
                    "found " + what + " " + index + ", expected 1 to " + size
                            + (index == 0 ? " (MatrixMarket counts from 1)" : "") + "; correct the line or the sizes");
        }
    }

    /** Refuses a matrix whose shape has nothing to do with what is there. */
    private void requireRoom(MtxHeader header, long entries) {
        boolean dense = options.absent() == AbsentEntries.MISSING;
        long room = dense ? header.rows() * header.columns() : Math.max(header.rows(), header.columns());
        if (room > ROOM && room / MOST_EMPTY > entries) {
            throw refusals.whole(
                    "EMPTY",
                    "found " + header.rows() + " x " + header.columns() + " with " + entries
                            + " entries, expected at least "
                            + "one for " + MOST_EMPTY + (dense ? " cells" : " rows or columns")
                            + "; correct the sizes" + (dense ? ", or pass absent=zero" : ""));
        }
        if (header.rows() == 0 || header.columns() == 0) {
            throw refusals.whole("EMPTY", "found a matrix without entries, expected at least a row and a column");
        }
    }

    private void requireDistinct(SparseEntries.Rows rows, MtxHeader header) {
        if (options.duplicates() == RepeatedEntries.SUM) {
            return;
        }
        for (int i = 0; i < header.rows(); i++) {
            for (int k = rows.starts()[i] + 1; k < rows.starts()[i + 1]; k++) {
                if (rows.columns()[k] == rows.columns()[k - 1]) {
                    throw refusals.whole(
                            "DUPLICATE",
                            "found entry (" + (i + 1) + ", " + (rows.columns()[k] + 1)
                                    + ") twice, expected it once; remove one, or pass duplicates=sum");
                }
            }
        }
    }

    private Axis[] axes(MtxHeader header) throws IOException {
        Axis rows = Axis.anonymous(options.rows(), header.rows());
        Axis columns = Axis.anonymous(options.columns(), header.columns());
        if (options.labels() == SideLabels.NONE) {
            return new Axis[] {rows, columns};
        }
        return new TripletLabels(refusals, progress).label(rows, columns);
    }

    private Matrix sparse(SparseEntries.Rows lower, MtxHeader header, Axis[] axes) {
        boolean general = header.symmetry() == Symmetry.GENERAL;
        SparseEntries.Rows rows = general ? lower : mirrored(lower, header);
        long triangle = header.rows() * (header.rows() + 1) / 2;
        boolean packed = header.symmetry() == Symmetry.SYMMETRIC && lower.values().length >= triangle / PACKED_FROM;
        MatrixSpec spec = MatrixSpec.dense(axes[0], axes[1])
                .withElementType(options.type())
                .withMissing(MissingValue.NONE)
                .withLayout(packed ? Layout.PACKED_SYMMETRIC : Layout.CSR);
        progress.begin("rows", header.rows());
        try (MatrixDraft draft = store.create(spec)) {
            int[] columns = new int[16];
            double[] values = new double[packed ? (int) header.columns() : 16];
            for (int i = 0; i < header.rows(); i++) {
                int from = rows.starts()[i];
                int to = rows.starts()[i + 1];
                if (packed) {
                    Arrays.fill(values, 0);
                    for (int k = from; k < to; k++) {
                        values[rows.columns()[k]] += rows.values()[k];
                    }
                    draft.writeRow(i, values, 0);
                } else {
                    if (columns.length < to - from) {
                        columns = new int[to - from];
                        values = new double[to - from];
                    }
                    int count = 0;
                    for (int k = from; k < to; k++) {
                        if (count > 0 && columns[count - 1] == rows.columns()[k]) {
                            values[count - 1] += rows.values()[k];
                        } else {
                            columns[count] = rows.columns()[k];
                            values[count++] = rows.values()[k];
                        }
                    }
                    draft.writeSparseRow(i, columns, values, count);
                }
                progress.advance(1);
            }
            return draft.seal();
        }
    }

    /** Both triangles. */
    private static SparseEntries.Rows mirrored(SparseEntries.Rows lower, MtxHeader header) {
        int sign = header.symmetry() == Symmetry.SKEW ? -1 : 1;
        SparseEntries both = new SparseEntries();
        for (int i = 0; i < header.rows(); i++) {
            for (int k = lower.starts()[i]; k < lower.starts()[i + 1]; k++) {
                both.add(i, lower.columns()[k], lower.values()[k]);
                if (lower.columns()[k] != i) {
                    both.add(lower.columns()[k], i, sign * lower.values()[k]);
                }
            }
        }
        return both.sorted((int) header.rows());
    }

    private Matrix observed(SparseEntries.Rows lower, MtxHeader header, Axis[] axes) {
        SparseEntries.Rows rows = header.symmetry() == Symmetry.GENERAL ? lower : mirrored(lower, header);
        long missing = 0;
        try (MatrixDraft draft = store.create(MatrixSpec.dense(axes[0], axes[1]).withElementType(options.type()))) {
            double[] row = new double[(int) header.columns()];
            for (int i = 0; i < header.rows(); i++) {
                progress.checkCancelled();
                Arrays.fill(row, Double.NaN);
                for (int k = rows.starts()[i]; k < rows.starts()[i + 1]; k++) {
                    int column = rows.columns()[k];
                    row[column] = Double.isNaN(row[column]) ? rows.values()[k] : row[column] + rows.values()[k];
                }
                for (double value : row) {
                    missing += Double.isNaN(value) ? 1 : 0;
                }
                draft.writeRow(i, row, 0);
            }
            progress.note(refusals.file() + ": " + missing + " of " + header.rows() * header.columns()
                    + " entries are missing");
            return draft.seal();
        }
    }

    private Matrix array(MtxHeader header, LineBlocks lines) throws IOException {
        double[] values = new double[1 << 12];
        int count = 0;
        while (lines.next()) {
            if (blank(lines)) {
                lines.skipLine();
                continue;
            }
            if (count == header.entries()) {
                throw tooMany(header, lines);
            }
            values = count == values.length ? Arrays.copyOf(values, count + (count >> 1)) : values;
            String text = lines.takeText().strip();
            byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            values[count] = Decimals.parse(bytes, 0, bytes.length, (byte) '.');
            if (!Double.isFinite(values[count++])) {
                throw refusals.line(
                        "ENTRY",
                        lines.line - 1,
                        "found " + Refusals.shown(text) + ", expected a finite number; correct the line");
            }
        }
        if (count < header.entries() || count == 0) {
            throw refusals.line(
                    "COUNT",
                    lines.line,
                    "found the end of the file after " + count + " numbers, expected " + header.entries()
                            + " as the sizes say; copy the file again or correct the sizes");
        }
        Axis[] axes = axes(header);
        MatrixSpec spec = MatrixSpec.dense(axes[0], axes[1])
                .withElementType(options.type())
                .withMissing(MissingValue.NONE);
        int n = (int) header.rows();
        int m = (int) header.columns();
        try (MatrixDraft draft = store.create(spec)) {
            double[] row = new double[m];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    row[j] = at(values, i, j, n, header.symmetry());
                }
                draft.writeRow(i, row, 0);
            }
            return draft.seal();
        }
    }

    /** Entry (i, j) of column-major values, of the lower triangle alone if there is a symmetry. */
    private static double at(double[] values, int i, int j, int n, Symmetry symmetry) {
        int row = symmetry == Symmetry.GENERAL ? i : Math.max(i, j);
        int column = symmetry == Symmetry.GENERAL ? j : Math.min(i, j);
        long before = (long) column * (column + 1) / 2;
        return switch (symmetry) {
            case GENERAL -> values[(int) ((long) column * n + row)];
            case SYMMETRIC -> values[(int) ((long) column * n - before + row)];
            case SKEW -> i == j ? 0 : (i > j ? 1 : -1) * values[(int) ((long) column * n - before - column + row - 1)];
        };
    }

    private DataException tooMany(MtxHeader header, LineBlocks lines) {
        return refusals.line(
                "COUNT",
                lines.line,
                "found more numbers than the " + header.entries()
                        + " of the sizes, expected the end of the file; correct the sizes or remove them");
    }
}
