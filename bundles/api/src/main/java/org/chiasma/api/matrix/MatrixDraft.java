package org.chiasma.api.matrix;

/**
 * A matrix while it is being written; its entries start as zero. Several threads may write different rows. It ends by
 * {@link #seal()}, or by {@link #close()}, which discards it; closing a sealed draft does nothing.
 */
public interface MatrixDraft extends AutoCloseable {
    /** The specification it was created with. */
    MatrixSpec spec();

    /**
     * Writes a block, row-major: entry (firstRow + i, firstColumn + j) comes from
     * {@code source[offset + i * stride + j]}. A packed symmetric draft takes the entries on and above the diagonal and
     * ignores the others.
     *
     * @throws UnsupportedOperationException by a CSR draft, which takes {@link #writeSparseRow} only
     */
    void writeBlock(
            long firstRow, long firstColumn, int rowCount, int columnCount, double[] source, int offset, int stride);

    /** Writes the whole row {@code row} from {@code source}, from {@code offset} on. */
    default void writeRow(long row, double[] source, int offset) {
        int n = Math.toIntExact(spec().columns().size());
        writeBlock(row, 0, 1, n, source, offset, n);
    }

    /**
     * Writes the non-zero entries of one row of a CSR draft. Rows come in ascending order, each at most once; columns
     * ascend.
     *
     * @throws UnsupportedOperationException by any other draft
     */
    void writeSparseRow(long row, int[] columns, double[] values, int count);

    /**
     * Ends the writing.
     *
     * @throws IllegalStateException if it was sealed or closed before
     */
    Matrix seal();

    @Override
    void close();
}
