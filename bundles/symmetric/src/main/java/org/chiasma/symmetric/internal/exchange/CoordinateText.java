package org.chiasma.symmetric.internal.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.jspecify.annotations.Nullable;

/**
 * Lines {@code i j value}, i and j from 0, of the entries of the upper triangle that are not zero; {@code NaN} marks a
 * missing one. Memory for reading is in proportion to the lines.
 */
public final class CoordinateText {
    private static final double LARGEST_WHOLE = 1e15;
    private static final int BLOCK = 1 << 16;

    private CoordinateText() {}

    /** Which entries are written. */
    @FunctionalInterface
    public interface Filter {
        /** Whether an entry that is not zero is written. */
        boolean accepts(double value);
    }

    /**
     * Writes entries that are not zero and pass the filter.
     *
     * @return whether all written entries are whole numbers
     */
    public static boolean write(Matrix matrix, Filter filter, Path file, Progress progress) throws IOException {
        progress.begin("writing " + file.getFileName(), matrix.rowCount());
        boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
        boolean[] whole = {true};
        try (Writer out = Files.newBufferedWriter(file)) {
            StringBuilder lines = new StringBuilder();
            HeldRows.forEach(matrix, TriangleOrder.UPPER, progress, (row, column, values, offset, count) -> {
                for (int k = 0; k < count; k++) {
                    double value = values[offset + k];
                    if (value != 0 && filter.accepts(value)) {
                        lines.append(row).append('\t').append(column + k).append('\t');
                        whole[0] &= append(value, single, lines);
                        lines.append('\n');
                    }
                    if (lines.length() > BLOCK) {
                        out.append(lines);
                        lines.setLength(0);
                    }
                }
            });
            out.append(lines);
        }
        return whole[0];
    }

    private static boolean append(double value, boolean single, StringBuilder line) {
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE) {
            line.append((long) value);
            return true;
        }
        if (single) {
            line.append((float) value);
        } else {
            line.append(value);
        }
        return false;
    }

    /**
     * Reads lines into a symmetric matrix; entries of either triangle, each pair once, the others are zero.
     *
     * @param size rows of the matrix
     * @throws DataException {@code E-COO-TEXT}, {@code E-COO-INDEX}, {@code E-COO-TWICE}
     */
    public static Matrix read(Path file, int size, MatrixStore store, Progress progress) throws IOException {
        Triplets triplets = new Triplets(file, size);
        progress.begin("reading " + file.getFileName(), 0);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (number % BLOCK == 0) {
                    progress.checkCancelled();
                }
                if (!line.isBlank() && line.charAt(0) != '#') {
                    triplets.add(line.strip().split("\\s+"), number);
                }
            }
        } catch (CharacterCodingException e) {
            throw new DataException(
                    "E-COO-TEXT",
                    file + ": found bytes that are no text, expected lines \"i j value\"; decompress it",
                    e);
        }
        Axis axis = TriangleFile.axes(file, size).orElseGet(() -> Axis.anonymous("rows", size));
        MatrixSpec spec = MatrixSpec.dense(axis, axis.named("columns")).withLayout(Layout.PACKED_SYMMETRIC);
        try (MatrixDraft draft = store.create(spec)) {
            triplets.write(draft, progress);
            return draft.seal();
        }
    }

    /** What was read, in the order of the file. */
    private static final class Triplets {
        private static final int FIELDS = 3;
        private static final int FIRST_CAPACITY = 1024;

        private final Path file;
        private final int size;
        private final int[] ends;
        private int[] rows = new int[FIRST_CAPACITY];
        private int[] columns = new int[FIRST_CAPACITY];
        private double[] values = new double[FIRST_CAPACITY];
        private int count;

        Triplets(Path file, int size) {
            this.file = file;
            this.size = size;
            this.ends = new int[size + 1];
        }

        void add(String[] fields, long line) {
            if (fields.length != FIELDS) {
                throw text(fields, line, null);
            }
            int i;
            int j;
            double value;
            try {
                i = Integer.parseInt(fields[0]);
                j = Integer.parseInt(fields[1]);
                value = fields[2].equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(fields[2]);
            } catch (NumberFormatException e) {
                throw text(fields, line, e);
            }
            if (Math.min(i, j) < 0 || Math.max(i, j) >= size) {
                throw new DataException(
                        "E-COO-INDEX",
                        file + ":" + line + ": found entry " + i + ", " + j + ", expected 0 to " + (size - 1)
                                + "; give another --size");
            }
            if (count == rows.length) {
                int capacity = Math.addExact(count, Math.max(1, count / 2));
                rows = Arrays.copyOf(rows, capacity);
                columns = Arrays.copyOf(columns, capacity);
                values = Arrays.copyOf(values, capacity);
            }
            rows[count] = Math.min(i, j);
            columns[count] = Math.max(i, j);
            values[count] = value;
            count++;
            ends[Math.min(i, j) + 1]++;
        }

        /** Sorts by rows by counting, so that each row is written once. */
        void write(MatrixDraft draft, Progress progress) {
            for (int i = 0; i < size; i++) {
                ends[i + 1] += ends[i];
            }
            int[] next = ends.clone();
            int[] order = new int[count];
            for (int k = 0; k < count; k++) {
                order[next[rows[k]]++] = k;
            }
            double[] row = new double[size];
            int[] writtenBy = new int[size];
            for (int i = 0; i < size; i++) {
                progress.checkCancelled();
                Arrays.fill(row, 0);
                for (int at = ends[i]; at < ends[i + 1]; at++) {
                    int k = order[at];
                    if (writtenBy[columns[k]] == i + 1) {
                        throw new DataException(
                                "E-COO-TWICE",
                                file + ": found entry " + i + ", " + columns[k]
                                        + " or its mirror image twice, expected each pair once; leave one triangle out");
                    }
                    writtenBy[columns[k]] = i + 1;
                    row[columns[k]] = values[k];
                }
                draft.writeRow(i, row, 0);
            }
        }

        private DataException text(String[] fields, long line, @Nullable Throwable cause) {
            return new DataException(
                    "E-COO-TEXT",
                    file + ":" + line + ": found \"" + String.join(" ", fields)
                            + "\", expected \"i j value\" with i and j from 0; correct it",
                    cause);
        }
    }
}
