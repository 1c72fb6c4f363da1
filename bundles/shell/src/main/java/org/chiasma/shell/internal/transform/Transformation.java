package org.chiasma.shell.internal.transform;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.CsrMatrix;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;

/**
 * Rows and columns of a matrix in another order, fewer of them, turned, filled, stored in another type. A matrix that is
 * not changed is not copied. Sparse matrices stay sparse, and symmetric ones packed when both axes keep the same positions.
 *
 * @param rows positions of the rows that are kept, in order; all when empty
 * @param columns positions of the columns that are kept, in order; all when empty
 * @param transposed whether rows become columns
 * @param missing what becomes of missing entries
 * @param type how entries are stored; as they are when empty
 */
public record Transformation(
        Optional<int[]> rows,
        Optional<int[]> columns,
        boolean transposed,
        MissingEntries missing,
        Optional<ElementType> type) {
    private static final int HEIGHT = 256;
    private static final int WIDTH = 4096;

    /** {@code matrix} changed; memory is that of the result and a block. */
    public Matrix apply(Matrix matrix, MatrixStore store, Progress progress) {
        boolean packed = matrix.spec().layout() == Layout.PACKED_SYMMETRIC;
        boolean sameType = type.isEmpty() || type.get() == matrix.spec().elementType();
        boolean turned = transposed && !packed;
        boolean fills = missing != MissingEntries.KEEP && matrix.spec().missing() == MissingValue.NAN;
        if (rows.isEmpty() && columns.isEmpty() && !turned && sameType && !fills) {
            return matrix;
        }
        int[] keptRows = rows.orElseGet(() -> all(matrix.rows()));
        int[] keptColumns = columns.orElseGet(() -> all(matrix.columns()));
        boolean staysPacked = packed && Arrays.equals(keptRows, keptColumns);
        boolean sparse = matrix instanceof CsrMatrix && !fills;
        Axis rowAxis = rows.isPresent() ? matrix.rows().select(keptRows) : matrix.rows();
        Axis columnAxis = columns.isPresent() ? matrix.columns().select(keptColumns) : matrix.columns();
        MatrixSpec spec = MatrixSpec.dense(transposed ? columnAxis : rowAxis, transposed ? rowAxis : columnAxis)
                .withElementType(type.orElse(matrix.spec().elementType()))
                .withMissing(fills ? MissingValue.NONE : matrix.spec().missing())
                .withLayout(staysPacked ? Layout.PACKED_SYMMETRIC : sparse ? Layout.CSR : Layout.DENSE);
        progress.begin("entries", keptRows.length);
        try (MatrixDraft draft = store.create(spec)) {
            if (sparse) {
                copySparse((CsrMatrix) matrix, keptRows, keptColumns, draft, progress);
            } else {
                copyDense(matrix, keptRows, keptColumns, staysPacked, fills, draft, progress);
            }
            return draft.seal();
        }
    }

    private static int[] all(Axis axis) {
        return IntStream.range(0, Math.toIntExact(axis.size())).toArray();
    }

    private void copyDense(
            Matrix matrix,
            int[] keptRows,
            int[] keptColumns,
            boolean staysPacked,
            boolean fills,
            MatrixDraft draft,
            Progress progress) {
        double[] fill = fills ? fill(matrix, keptRows) : new double[0];
        int width = Math.toIntExact(matrix.columnCount());
        double[] row = new double[width];
        double[] block = new double[HEIGHT * Math.min(WIDTH, keptColumns.length)];
        long filled = 0;
        for (int first = 0; first < keptRows.length; first += HEIGHT) {
            progress.checkCancelled();
            int height = Math.min(HEIGHT, keptRows.length - first);
            for (int from = 0; from < keptColumns.length; from += WIDTH) {
                int count = Math.min(WIDTH, keptColumns.length - from);
                int lowest =
                        Arrays.stream(keptColumns, from, from + count).min().orElse(0);
                int highest =
                        Arrays.stream(keptColumns, from, from + count).max().orElse(0);
                int span = highest - lowest + 1;
                for (int i = 0; i < height; i++) {
                    matrix.copyBlock(keptRows[first + i], lowest, 1, span, row, 0, span);
                    for (int j = 0; j < count; j++) {
                        double value = row[keptColumns[from + j] - lowest];
                        if (fills && Double.isNaN(value)) {
                            value = fill[keptColumns[from + j]];
                            filled++;
                        }
                        block[transposed && !staysPacked ? j * height + i : i * count + j] = value;
                    }
                }
                if (transposed && !staysPacked) {
                    draft.writeBlock(from, first, count, height, block, 0, height);
                } else {
                    draft.writeBlock(first, from, height, count, block, 0, count);
                }
            }
            progress.advance(height);
        }
        if (filled > 0) {
            progress.note(filled + " missing entries were filled by --missing "
                    + missing.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    /** What takes the place of a missing entry, for each column. */
    private double[] fill(Matrix matrix, int[] keptRows) {
        int width = Math.toIntExact(matrix.columnCount());
        double[] sums = new double[width];
        long[] counts = new long[width];
        double[] row = new double[width];
        for (int i : keptRows) {
            matrix.copyRow(i, row, 0);
            for (int j = 0; j < width; j++) {
                if (!Double.isNaN(row[j])) {
                    sums[j] += row[j];
                    counts[j]++;
                } else if (missing == MissingEntries.REFUSE) {
                    throw new DataException(
                            "E-CONVERT-MISSING",
                            "matrix: found a missing entry at row "
                                    + matrix.rows().label(i) + ", column "
                                    + matrix.columns().label(j)
                                    + ", expected none with --missing refuse; fill it, or pass --missing zero or mean");
                }
            }
        }
        if (missing != MissingEntries.MEAN) {
            return new double[width];
        }
        for (int j = 0; j < width; j++) {
            sums[j] = counts[j] == 0 ? 0 : sums[j] / counts[j];
        }
        return sums;
    }

    private void copySparse(CsrMatrix matrix, int[] keptRows, int[] keptColumns, MatrixDraft draft, Progress progress) {
        int width = Math.toIntExact(matrix.columnCount());
        int[] target = new int[width];
        Arrays.fill(target, -1);
        for (int j = 0; j < keptColumns.length; j++) {
            target[keptColumns[j]] = j;
        }
        int[] columnsOfRow = new int[width];
        double[] values = new double[width];
        long[][] keys = new long[keptRows.length][];
        double[][] kept = new double[keptRows.length][];
        for (int i = 0; i < keptRows.length; i++) {
            progress.checkCancelled();
            int stored = matrix.copySparseRow(keptRows[i], columnsOfRow, values);
            int[] positions = IntStream.range(0, stored)
                    .filter(k -> target[columnsOfRow[k]] >= 0)
                    .boxed()
                    .sorted((a, b) -> target[columnsOfRow[a]] - target[columnsOfRow[b]])
                    .mapToInt(k -> k)
                    .toArray();
            keys[i] = IntStream.of(positions)
                    .mapToLong(k -> target[columnsOfRow[k]])
                    .toArray();
            kept[i] = IntStream.of(positions).mapToDouble(k -> values[k]).toArray();
            progress.advance(1);
        }
        if (transposed) {
            writeTurned(keys, kept, keptColumns.length, draft);
            return;
        }
        for (int i = 0; i < keys.length; i++) {
            int[] rowColumns = Arrays.stream(keys[i]).mapToInt(Math::toIntExact).toArray();
            draft.writeSparseRow(i, rowColumns, kept[i], rowColumns.length);
        }
    }

    private static void writeTurned(long[][] columns, double[][] values, int count, MatrixDraft draft) {
        int[] sizes = new int[count];
        for (long[] row : columns) {
            for (long column : row) {
                sizes[(int) column]++;
            }
        }
        int[][] rows = new int[count][];
        double[][] entries = new double[count][];
        for (int j = 0; j < count; j++) {
            rows[j] = new int[sizes[j]];
            entries[j] = new double[sizes[j]];
        }
        int[] next = new int[count];
        for (int i = 0; i < columns.length; i++) {
            for (int k = 0; k < columns[i].length; k++) {
                int j = (int) columns[i][k];
                rows[j][next[j]] = i;
                entries[j][next[j]++] = values[i][k];
            }
        }
        for (int j = 0; j < count; j++) {
            draft.writeSparseRow(j, rows[j], entries[j], rows[j].length);
        }
    }
}
