package org.chiasma.shell.internal.figure;

import java.util.Arrays;
import org.chiasma.api.matrix.Matrix;

/**
 * A matrix reduced to at most so many rows and columns of fields; a field is the mean of the present entries that fall
 * into it, {@code NaN} when there are none.
 *
 * @param rows of fields
 * @param columns of fields
 * @param values the fields, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // made, read once and thrown away; never compared
record Mosaic(int rows, int columns, double[] values) {
    private static final int TILE = 256;

    static Mosaic of(Matrix matrix, int mostRows, int mostColumns) {
        int rows = (int) Math.min(matrix.rowCount(), mostRows);
        int columns = (int) Math.min(matrix.columnCount(), mostColumns);
        double[] sums = new double[rows * columns];
        int[] counts = new int[sums.length];
        matrix.forEachTile(TILE, TILE, tile -> {
            for (int i = 0; i < tile.rowCount(); i++) {
                int row = (int) ((tile.firstRow() + i) * rows / matrix.rowCount());
                for (int j = 0; j < tile.columnCount(); j++) {
                    double value = tile.values()[i * tile.columnCount() + j];
                    if (!Double.isNaN(value)) {
                        int column = (int) ((tile.firstColumn() + j) * columns / matrix.columnCount());
                        sums[row * columns + column] += value;
                        counts[row * columns + column]++;
                    }
                }
            }
        });
        Arrays.setAll(sums, k -> counts[k] == 0 ? Double.NaN : sums[k] / counts[k]);
        return new Mosaic(rows, columns, sums);
    }

    double at(int row, int column) {
        return values[row * columns + column];
    }
}
