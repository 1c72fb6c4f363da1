package org.chiasma.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.javacpp.DoublePointer;
import org.chiasma.api.DataException;

/**
 * The eigendecomposition S = V diag(values) V^T of a symmetric n x n matrix.
 *
 * @param values eigenvalues, ascending
 * @param vectorsTransposed V^T, n x n: row k is the eigenvector of {@code values[k]}; orthonormal
 */
@SuppressWarnings("ArrayRecordComponent") // numbers handed over once, never compared
public record SymmetricEigen(double[] values, OffHeapMatrix vectorsTransposed) implements AutoCloseable {
    static SymmetricEigen of(OffHeapMatrix s) {
        int n = LinearAlgebra.extent(s.rows());
        SymmetricEigen eigen = new SymmetricEigen(new double[n], OffHeapMatrix.zeros(n, n));
        try {
            if (n > 0) {
                eigen.decompose(s);
            }
            return eigen;
        } catch (RuntimeException e) {
            eigen.close();
            throw e;
        }
    }

    private void decompose(OffHeapMatrix s) {
        int n = values.length;
        Triangle.copyLower(s, vectorsTransposed);
        try (DoublePointer w = new DoublePointer(n)) {
            // A row-major lower triangle is LAPACK's upper one; its column of an eigenvector is our row.
            int failed = LAPACKE_dsyevd(LAPACK_COL_MAJOR, (byte) 'V', (byte) 'U', n, vectorsTransposed.at(0, 0), n, w);
            if (failed != 0) {
                throw new DataException(
                        "E-LINALG-EIGEN",
                        "matrix of %d x %d: no eigenvalues (LAPACK status %d), expected finite entries, remove NaN and infinities"
                                .formatted(n, n, failed));
            }
            w.get(values);
        }
    }

    /** Frees the vectors. */
    @Override
    public void close() {
        vectorsTransposed.close();
    }
}
