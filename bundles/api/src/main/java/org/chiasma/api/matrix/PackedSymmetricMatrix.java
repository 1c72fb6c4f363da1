package org.chiasma.api.matrix;

/**
 * A symmetric n x n matrix by its upper triangle with the diagonal, row by row: entry (i, j), i &lt;= j, is number
 * {@code i n - i (i - 1) / 2 + (j - i)}. Blocks below the diagonal read the mirrored entries, so symmetry is exact.
 */
public interface PackedSymmetricMatrix extends Matrix {
    /** Copies {@code count} stored entries from number {@code firstEntry} on. */
    void copyPacked(long firstEntry, int count, double[] target, int offset);

    @Override
    default long storedEntries() {
        return spec().capacity();
    }
}
