package org.chiasma.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgecon;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgetrf_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgetri;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgetrs_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasLeft;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasLower;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasUnit;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasUpper;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dswap;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dtrsm;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.chiasma.api.DataException;

/**
 * The factors of a square matrix with partial pivoting, and what can be had from them. Made by
 * {@link LinearAlgebra#lu}; owns the n x n memory of the factors until {@link #close()}.
 *
 * <p>LAPACK sees the row-major A as A^T = P L U, so A = U^T L^T P^T: the pivots are chosen among columns, and nothing
 * is copied or transposed.
 */
public final class Lu implements AutoCloseable {
    private final OffHeapMatrix factors;
    private final int[] exchanges;
    private final long zeroPivot;
    private final double norm;

    private Lu(OffHeapMatrix factors, int[] exchanges, long zeroPivot, double norm) {
        this.factors = factors;
        this.exchanges = exchanges;
        this.zeroPivot = zeroPivot;
        this.norm = norm;
    }

    /** Factors {@code a} in place. */
    static Lu of(OffHeapMatrix a) {
        int n = LinearAlgebra.extent(a.rows());
        double norm = oneNorm(a);
        if (!Double.isFinite(norm)) {
            throw new DataException(
                    "E-LINALG-NOT-FINITE",
                    "matrix of %d x %d: found NaN or an infinity, expected finite entries, fill or drop missing values"
                            .formatted(n, n));
        }
        int[] exchanges = new int[n];
        int failed = 0;
        if (n > 0) {
            try (IntPointer pivots = new IntPointer(n)) {
                failed = DeepStack.call(() -> LAPACKE_dgetrf_work(LAPACK_COL_MAJOR, n, n, a.at(0, 0), n, pivots));
                pivots.get(exchanges);
            }
        }
        return new Lu(a, exchanges, failed, norm);
    }

    /** The largest column sum of |entries|; not finite if an entry is not. */
    private static double oneNorm(OffHeapMatrix a) {
        double[] row = new double[LinearAlgebra.extent(a.columns())];
        double[] sums = new double[row.length];
        for (long i = 0; i < a.rows(); i++) {
            a.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                sums[j] += Math.abs(row[j]);
            }
        }
        double norm = 0;
        for (double sum : sums) {
            norm = Math.max(norm, sum);
        }
        return norm;
    }

    /** Number of equations n. */
    public long size() {
        return factors.rows();
    }

    /** Whether a pivot is exactly zero, so that A has no inverse. Most singular matrices are not found out this way. */
    public boolean isSingular() {
        return zeroPivot != 0;
    }

    /** The first pivot, from 1, that is exactly zero; 0 if there is none. */
    public long zeroPivot() {
        return zeroPivot;
    }

    /**
     * Solves A X = B in place, 2 n^2 operations per right-hand side.
     *
     * @param rightHandSides B, n x k: a row is an equation, a column a right-hand side; becomes X
     * @throws DataException {@code E-LINALG-SINGULAR} if a pivot is zero
     */
    public void solve(OffHeapMatrix rightHandSides) {
        LinearAlgebra.requireShape(rightHandSides, size(), rightHandSides.columns());
        requirePivots();
        solveTriangular(CblasLower, CblasNonUnit, rightHandSides);
        solveTriangular(CblasUpper, CblasUnit, rightHandSides);
        int columns = LinearAlgebra.extent(rightHandSides.columns());
        for (int i = exchanges.length - 1; i >= 0 && columns > 0; i--) {
            int other = exchanges[i] - 1;
            if (other != i) {
                cblas_dswap(columns, rightHandSides.at(i, 0), 1, rightHandSides.at(other, 0), 1);
            }
        }
    }

    private void solveTriangular(int triangle, int diagonal, OffHeapMatrix b) {
        if (b.rows() == 0 || b.columns() == 0) {
            return;
        }
        int n = LinearAlgebra.extent(size());
        int columns = LinearAlgebra.extent(b.columns());
        cblas_dtrsm(
                CblasRowMajor,
                CblasLeft,
                triangle,
                CblasNoTrans,
                diagonal,
                n,
                columns,
                1,
                factors.at(0, 0),
                n,
                b.at(0, 0),
                columns);
    }

    /**
     * Solves A x = b for every row b, in place, 2 n^2 operations each.
     *
     * @param rightHandSides B, k x n: a row is a right-hand side; becomes its solution
     * @throws DataException {@code E-LINALG-SINGULAR} if a pivot is zero
     */
    public void solveTransposed(OffHeapMatrix rightHandSides) {
        LinearAlgebra.requireShape(rightHandSides, rightHandSides.rows(), size());
        requirePivots();
        int n = LinearAlgebra.extent(size());
        int count = LinearAlgebra.extent(rightHandSides.rows());
        if (n == 0 || count == 0) {
            return;
        }
        try (IntPointer pivots = new IntPointer(exchanges)) {
            LAPACKE_dgetrs_work(
                    LAPACK_COL_MAJOR, (byte) 'T', n, count, factors.at(0, 0), n, pivots, rightHandSides.at(0, 0), n);
        }
    }

    /**
     * The whole inverse of A, n x n, in new memory; 4 n^3 / 3 operations. The factors stay.
     *
     * @throws DataException {@code E-LINALG-SINGULAR} if a pivot is zero
     */
    public OffHeapMatrix inverse() {
        requirePivots();
        int n = LinearAlgebra.extent(size());
        OffHeapMatrix inverse = OffHeapMatrix.zeros(n, n);
        Block.of(inverse).copyFrom(Block.of(factors));
        if (n > 0) {
            try (IntPointer pivots = new IntPointer(exchanges)) {
                int failed = DeepStack.call(() -> LAPACKE_dgetri(LAPACK_COL_MAJOR, n, inverse.at(0, 0), n, pivots));
                if (failed != 0) {
                    inverse.close();
                    throw new DataException(
                            "E-LINALG-NOT-FINITE",
                            "matrix of %d x %d: its factors overflow (LAPACK status %d), expected moderate entries, scale the matrix"
                                    .formatted(n, n, failed));
                }
            }
        }
        return inverse;
    }

    /**
     * An estimate of 1 / (|A| |A^{-1}|) in the 1-norm, by Higham's method (LAPACK {@code dgecon}); usually within a
     * factor of three, never much too small; 0 if a pivot is zero. O(n^2) operations.
     */
    public double reciprocalCondition() {
        int n = LinearAlgebra.extent(size());
        if (n == 0) {
            return 1;
        }
        if (isSingular()) {
            return 0;
        }
        try (DoublePointer estimate = new DoublePointer(1)) {
            // the infinity norm of A^T is the 1-norm of A
            int failed = LAPACKE_dgecon(LAPACK_COL_MAJOR, (byte) 'I', n, factors.at(0, 0), n, norm, estimate);
            if (failed != 0) {
                throw new IllegalStateException("condition estimate failed with status " + failed);
            }
            return estimate.get(0);
        }
    }

    private void requirePivots() {
        if (isSingular()) {
            throw new DataException(
                    "E-LINALG-SINGULAR",
                    "matrix of %d x %d: pivot %d is zero, expected full rank, use a ridge or least squares"
                            .formatted(size(), size(), zeroPivot));
        }
    }

    /** Frees the factors. */
    @Override
    public void close() {
        factors.close();
    }
}
