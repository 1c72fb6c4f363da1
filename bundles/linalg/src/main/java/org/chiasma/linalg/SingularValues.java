package org.chiasma.linalg;

/**
 * A thin singular value decomposition A = U diag(s) V^T of an m x n matrix, k = min(m, n).
 *
 * @param u left singular vectors, m x k, orthonormal columns
 * @param s singular values, k, descending
 * @param vTransposed right singular vectors, k x n, orthonormal rows
 */
@SuppressWarnings("ArrayRecordComponent") // numbers handed over once, never compared
public record SingularValues(OffHeapMatrix u, double[] s, OffHeapMatrix vTransposed) implements AutoCloseable {
    /** Frees both matrices. */
    @Override
    public void close() {
        u.close();
        vTransposed.close();
    }
}
