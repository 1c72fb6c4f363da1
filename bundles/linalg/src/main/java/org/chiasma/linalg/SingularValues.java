package org.chiasma.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgesdd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.javacpp.DoublePointer;
import org.chiasma.api.DataException;

/**
 * A thin singular value decomposition A = U diag(s) V^T of an m x n matrix, k = min(m, n).
 *
 * @param u left singular vectors, m x k, orthonormal columns
 * @param s singular values, k, descending
 * @param vTransposed right singular vectors, k x n, orthonormal rows
 */
@SuppressWarnings("ArrayRecordComponent") // numbers handed over once, never compared
public record SingularValues(OffHeapMatrix u, double[] s, OffHeapMatrix vTransposed) implements AutoCloseable {
    static SingularValues of(OffHeapMatrix a) {
        int m = LinearAlgebra.extent(a.rows());
        int n = LinearAlgebra.extent(a.columns());
        int k = Math.min(m, n);
        SingularValues values = new SingularValues(OffHeapMatrix.zeros(m, k), new double[k], OffHeapMatrix.zeros(k, n));
        try {
            // Row-major A is column-major A^T = V S U^T: LAPACK's "u" is V and its "vt" is U^T, both as we want them.
            decompose(a, (byte) 'S', values.s, values.vTransposed.at(0, 0), values.u.at(0, 0));
            return values;
        } catch (RuntimeException e) {
            values.close();
            throw e;
        }
    }

    /** The values without the vectors. */
    static double[] alone(OffHeapMatrix a) {
        double[] values = new double[LinearAlgebra.extent(Math.min(a.rows(), a.columns()))];
        try (DoublePointer unused = new DoublePointer(1)) {
            decompose(a, (byte) 'N', values, unused, unused);
        }
        return values;
    }

    private static void decompose(OffHeapMatrix a, byte job, double[] values, DoublePointer left, DoublePointer right) {
        int m = LinearAlgebra.extent(a.rows());
        int n = LinearAlgebra.extent(a.columns());
        if (values.length == 0) {
            return;
        }
        try (OffHeapMatrix copy = OffHeapMatrix.zeros(m, n);
                DoublePointer s = new DoublePointer(values.length)) {
            Block.of(copy).copyFrom(Block.of(a));
            int failed =
                    LAPACKE_dgesdd(LAPACK_COL_MAJOR, job, n, m, copy.at(0, 0), n, s, left, n, right, values.length);
            if (failed != 0) {
                throw new DataException(
                        "E-LINALG-SVD",
                        "matrix of %d x %d: no singular values (LAPACK status %d), expected finite entries, remove NaN and infinities"
                                .formatted(m, n, failed));
            }
            s.get(values);
        }
    }

    /** Frees both matrices. */
    @Override
    public void close() {
        u.close();
        vTransposed.close();
    }
}
