package org.chiasma.api.matrix;

/** A sparse matrix by compressed rows. Within a row, columns ascend and are distinct. */
public interface CsrMatrix extends Matrix {
    /** Number of entries stored in row {@code row}. */
    int storedInRow(long row);

    /**
     * Copies the stored entries of a row; both arrays must hold {@link #storedInRow} values.
     *
     * @return the number of entries copied
     */
    int copySparseRow(long row, int[] columns, double[] values);
}
