package org.chiasma.symmetric.internal.storage;

import org.chiasma.api.DataException;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.linalg.FloatMatrix;

/** Blocks of any matrix, rounded to float32; double precision beyond the range of float32 is refused. */
final class MatrixTiles implements TileSource {
    private static final int STRIP_ENTRIES = 1 << 16;

    private final Matrix matrix;
    private final String where;

    private MatrixTiles(Matrix matrix, String where) {
        this.matrix = matrix;
        this.where = where;
    }

    /**
     * The matrix itself if it fills tiles, else a view of it.
     *
     * @param where names the matrix in refusals
     */
    static TileSource of(Matrix matrix, String where) {
        return matrix instanceof TileSource source ? source : new MatrixTiles(matrix, where);
    }

    /** @throws DataException {@code E-TILES-RANGE} if an entry is beyond float32 */
    @Override
    public void fill(long firstRow, long firstColumn, int rows, int columns, FloatMatrix target) {
        int height = Math.max(1, Math.min(rows, STRIP_ENTRIES / Math.max(1, columns)));
        float[] strip = new float[height * columns];
        for (int i = 0; i < rows; i += height) {
            int tall = Math.min(height, rows - i);
            if (matrix.spec().elementType() == ElementType.FLOAT32) {
                matrix.copyBlock(firstRow + i, firstColumn, tall, columns, strip, 0, columns);
            } else {
                round(firstRow + i, firstColumn, tall, columns, strip);
            }
            for (int k = 0; k < tall; k++) {
                target.writeRow(i + k, 0, strip, k * columns, columns);
            }
        }
    }

    private void round(long row, long column, int height, int width, float[] strip) {
        double[] exact = new double[height * width];
        matrix.copyBlock(row, column, height, width, exact, 0, width);
        for (int k = 0; k < exact.length; k++) {
            strip[k] = (float) exact[k];
            if (Float.isInfinite(strip[k]) && !Double.isInfinite(exact[k])) {
                throw beyond(
                        where,
                        exact[k],
                        matrix.rows().label(row + k / width),
                        matrix.columns().label(column + k % width),
                        StoredType.FLOAT32);
            }
        }
    }

    static DataException beyond(String where, double value, String row, String column, StoredType type) {
        return new DataException(
                "E-TILES-RANGE",
                where + ": found " + value + " at row " + row + ", column " + column + ", expected at most "
                        + type.largest() + " in magnitude for type=" + type.word()
                        + (type == StoredType.FLOAT32 ? "; scale the matrix" : "; use type=float32"));
    }
}
