package org.chiasma.api.matrix;

import java.util.function.Consumer;

/**
 * A read-only matrix with labelled axes. Access is in bulk, by rows, blocks and tiles; entries convert to
 * {@code double}. Safe for use by several threads. Which of {@link DenseMatrix}, {@link PackedSymmetricMatrix} and
 * {@link CsrMatrix} it is follows from {@link MatrixSpec#layout()}.
 */
public interface Matrix {
    /** Axes, element type, layout and meaning of {@code NaN}. */
    MatrixSpec spec();

    /** The row axis. */
    default Axis rows() {
        return spec().rows();
    }

    /** The column axis. */
    default Axis columns() {
        return spec().columns();
    }

    /** Number of rows. */
    default long rowCount() {
        return spec().rows().size();
    }

    /** Number of columns. */
    default long columnCount() {
        return spec().columns().size();
    }

    /** Entries that are stored: all of a dense matrix, one triangle of a packed one, the non-zeros of CSR. */
    long storedEntries();

    /**
     * Copies a block, row-major, into {@code target}: entry (firstRow + i, firstColumn + j) goes to
     * {@code target[offset + i * stride + j]}. Entries that CSR does not store are zero.
     *
     * @throws IndexOutOfBoundsException if the block is not inside the matrix, or does not fit {@code target}
     */
    void copyBlock(
            long firstRow, long firstColumn, int rowCount, int columnCount, double[] target, int offset, int stride);

    /**
     * Copies a block, row-major, as {@link #copyBlock(long, long, int, int, double[], int, int)} does, each entry rounded
     * to the nearest {@code float}: what float32 storage holds comes out bit for bit, at half the memory traffic.
     *
     * @throws IndexOutOfBoundsException if the block is not inside the matrix, or does not fit {@code target}
     */
    default void copyBlock(
            long firstRow, long firstColumn, int rowCount, int columnCount, float[] target, int offset, int stride) {
        double[] row = new double[columnCount];
        for (int i = 0; i < rowCount; i++) {
            copyBlock(firstRow + i, firstColumn, 1, columnCount, row, 0, columnCount);
            for (int j = 0; j < columnCount; j++) {
                target[offset + i * stride + j] = (float) row[j];
            }
        }
    }

    /** Copies the whole row {@code row} to {@code target} from {@code offset} on. */
    default void copyRow(long row, double[] target, int offset) {
        int n = Math.toIntExact(columnCount());
        copyBlock(row, 0, 1, n, target, offset, n);
    }

    /**
     * Visits the matrix in tiles, row of tiles by row of tiles. A tile's array is reused: copy what you keep.
     *
     * @param tileRows most rows of a tile
     * @param tileColumns most columns of a tile
     */
    default void forEachTile(int tileRows, int tileColumns, Consumer<Tile> visitor) {
        double[] values = new double[Math.multiplyExact(tileRows, tileColumns)];
        for (long row = 0; row < rowCount(); row += tileRows) {
            int height = (int) Math.min(tileRows, rowCount() - row);
            for (long column = 0; column < columnCount(); column += tileColumns) {
                int width = (int) Math.min(tileColumns, columnCount() - column);
                copyBlock(row, column, height, width, values, 0, width);
                visitor.accept(new Tile(row, column, height, width, values));
            }
        }
    }

    /**
     * A block of a matrix.
     *
     * @param firstRow row of the matrix at which the tile begins
     * @param firstColumn column of the matrix at which it begins
     * @param rowCount rows of the tile
     * @param columnCount columns of the tile
     * @param values its entries, row-major with stride {@code columnCount}; valid only during the visit
     */
    @SuppressWarnings("ArrayRecordComponent") // a view that lives for one call, never compared
    record Tile(long firstRow, long firstColumn, int rowCount, int columnCount, double[] values) {}
}
