package org.chiasma.symmetric.internal.storage;

import java.util.Objects;
import org.chiasma.api.matrix.PackedSymmetricMatrix;
import org.chiasma.linalg.FloatMatrix;

/** A symmetric matrix whose entries are single precision: all access goes through blocks of {@code float}. */
public abstract class FloatSymmetricMatrix implements PackedSymmetricMatrix, TileSource {
    private static final int STRIP_ENTRIES = 1 << 16;

    /** Rows of a strip at least: tiles below the diagonal are read across. */
    private static final int STRIP_ROWS = 16;

    @Override
    public abstract void copyBlock(
            long firstRow, long firstColumn, int rowCount, int columnCount, float[] target, int offset, int stride);

    @Override
    public final void copyBlock(
            long firstRow, long firstColumn, int rowCount, int columnCount, double[] target, int offset, int stride) {
        requireInside(firstRow, firstColumn, rowCount, columnCount);
        int height = stripRows(rowCount, columnCount);
        float[] strip = new float[Math.multiplyExact(height, columnCount)];
        for (int i = 0; i < rowCount; i += height) {
            int tall = Math.min(height, rowCount - i);
            copyBlock(firstRow + i, firstColumn, tall, columnCount, strip, 0, columnCount);
            for (int k = 0; k < tall; k++) {
                int to = offset + (i + k) * stride;
                for (int j = 0; j < columnCount; j++) {
                    target[to + j] = strip[k * columnCount + j];
                }
            }
        }
    }

    @Override
    public void fill(long firstRow, long firstColumn, int rows, int columns, FloatMatrix target) {
        int height = stripRows(rows, columns);
        float[] strip = new float[Math.multiplyExact(height, columns)];
        for (int i = 0; i < rows; i += height) {
            int tall = Math.min(height, rows - i);
            copyBlock(firstRow + i, firstColumn, tall, columns, strip, 0, columns);
            for (int k = 0; k < tall; k++) {
                target.writeRow(i + k, 0, strip, k * columns, columns);
            }
        }
    }

    @Override
    public final void copyPacked(long firstEntry, int count, double[] target, int offset) {
        PackedRows.copy(this, firstEntry, count, target, offset);
    }

    /**
     * Checks the bounds of a block.
     *
     * @throws IndexOutOfBoundsException if it is not inside the matrix
     */
    protected final void requireInside(long firstRow, long firstColumn, int rows, int columns) {
        Objects.checkFromIndexSize(firstRow, rows, rowCount());
        Objects.checkFromIndexSize(firstColumn, columns, columnCount());
    }

    private static int stripRows(int rows, int columns) {
        return Math.max(1, Math.min(rows, Math.max(STRIP_ROWS, STRIP_ENTRIES / Math.max(1, columns))));
    }
}
