package org.chiasma.completion.internal;

import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.completion.internal.solve.Centring;
import org.chiasma.completion.internal.solve.KernelForm;
import org.chiasma.linalg.OffHeapMatrix;

/** Which axis of a matrix holds the items that the features describe. The algorithms want them as columns. */
public enum ItemAxis {
    /** The columns are items: rows are completed independently of each other. */
    COLUMNS,
    /** The rows are items: columns are completed independently of each other. */
    ROWS,
    /**
     * Rows and columns are items, both described by their own profiles: the kernel is between entries, a product of two.
     * A prior describes the columns.
     */
    BOTH;

    private static final int TILE = 256;

    /** Whether {@link #read} leaves rows and columns as they are. */
    boolean upright() {
        return this != ROWS;
    }

    /** The kernel that fits. */
    KernelForm form() {
        return this == BOTH ? KernelForm.PRODUCT : KernelForm.ITEMS;
    }

    /** The axis of the items. */
    Axis items(Matrix matrix) {
        return this == ROWS ? matrix.rows() : matrix.columns();
    }

    /** {@code centring} of the matrix as the user sees it, on the matrix with the items as columns. */
    Centring seenFromItems(Centring centring) {
        return this == ROWS ? centring.transposed() : centring;
    }

    /**
     * The entries with the items as columns, {@code NaN} where missing.
     *
     * @throws DataException {@code E-COMPLETE-INFINITE} if an entry is infinite
     */
    OffHeapMatrix read(Matrix matrix) {
        boolean transpose = !upright();
        OffHeapMatrix target = transpose
                ? OffHeapMatrix.zeros(matrix.columnCount(), matrix.rowCount())
                : OffHeapMatrix.zeros(matrix.rowCount(), matrix.columnCount());
        try {
            double[] line = new double[TILE];
            matrix.forEachTile(TILE, TILE, tile -> {
                requireNoInfinity(matrix, tile);
                copy(tile, target, transpose, line);
            });
            return target;
        } catch (RuntimeException | Error e) {
            target.close();
            throw e;
        }
    }

    private static void copy(Matrix.Tile tile, OffHeapMatrix target, boolean transpose, double[] line) {
        int width = tile.columnCount();
        if (!transpose) {
            for (int i = 0; i < tile.rowCount(); i++) {
                target.writeRow(tile.firstRow() + i, tile.firstColumn(), tile.values(), i * width, width);
            }
            return;
        }
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < tile.rowCount(); i++) {
                line[i] = tile.values()[i * width + j];
            }
            target.writeRow(tile.firstColumn() + j, tile.firstRow(), line, 0, tile.rowCount());
        }
    }

    private static void requireNoInfinity(Matrix matrix, Matrix.Tile tile) {
        int entries = tile.rowCount() * tile.columnCount();
        for (int i = 0; i < entries; i++) {
            if (Double.isInfinite(tile.values()[i])) {
                throw new DataException(
                        "E-COMPLETE-INFINITE",
                        "matrix: entry (%s, %s) is infinite, expected finite or missing values, replace it"
                                .formatted(
                                        matrix.rows().label(tile.firstRow() + i / tile.columnCount()),
                                        matrix.columns().label(tile.firstColumn() + i % tile.columnCount())));
            }
        }
    }

    /**
     * A dense matrix with the axes and element type of {@code like}.
     *
     * @param values entries with the items as columns
     */
    Matrix write(OffHeapMatrix values, Matrix like, MissingValue missing, MatrixStore store) {
        MatrixSpec spec = MatrixSpec.dense(like.rows(), like.columns())
                .withElementType(like.spec().elementType())
                .withLayout(Layout.DENSE)
                .withMissing(missing);
        try (MatrixDraft draft = store.create(spec)) {
            double[] block = new double[TILE * TILE];
            double[] line = new double[TILE];
            for (long row = 0; row < like.rowCount(); row += TILE) {
                int height = (int) Math.min(TILE, like.rowCount() - row);
                for (long column = 0; column < like.columnCount(); column += TILE) {
                    int width = (int) Math.min(TILE, like.columnCount() - column);
                    readBlock(values, row, column, height, width, block, line);
                    draft.writeBlock(row, column, height, width, block, 0, width);
                }
            }
            return draft.seal();
        }
    }

    private void readBlock(
            OffHeapMatrix values, long row, long column, int height, int width, double[] block, double[] line) {
        if (upright()) {
            for (int i = 0; i < height; i++) {
                values.readRow(row + i, column, block, i * width, width);
            }
            return;
        }
        for (int j = 0; j < width; j++) {
            values.readRow(column + j, row, line, 0, height);
            for (int i = 0; i < height; i++) {
                block[i * width + j] = line[i];
            }
        }
    }
}
