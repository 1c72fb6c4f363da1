package org.chiasma.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dpocon;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotri;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasLeft;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasLower;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRight;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dtrsm;

import org.bytedeco.javacpp.DoublePointer;

/**
 * The factor L of a positive definite matrix A = L L^T, and what can be had from it. Made by
 * {@link LinearAlgebra#cholesky}; owns the n x n memory of the factor until {@link #close()}.
 *
 * <p>Solving takes 2 n^2 operations per right-hand side and no memory: right-hand sides are overwritten.
 */
public final class Cholesky implements AutoCloseable {
    private final OffHeapMatrix factor;
    private final double norm;

    /**
     * @param factor L in the lower triangle, anything above it
     * @param norm the 1-norm of A
     */
    Cholesky(OffHeapMatrix factor, double norm) {
        this.factor = factor;
        this.norm = norm;
    }

    /** Number of equations n. */
    public long size() {
        return factor.rows();
    }

    /**
     * Solves A X = B in place.
     *
     * @param rightHandSides B, n x k: a row is an equation, a column a right-hand side; becomes X
     */
    public void solve(OffHeapMatrix rightHandSides) {
        LinearAlgebra.requireShape(rightHandSides, size(), rightHandSides.columns());
        solveTriangular(CblasLeft, CblasNoTrans, rightHandSides);
        solveTriangular(CblasLeft, CblasTrans, rightHandSides);
    }

    /**
     * Solves A x = b for every row b, in place: X A = B, as A is symmetric.
     *
     * @param rightHandSides B, k x n: a row is a right-hand side; becomes X
     */
    public void solveTransposed(OffHeapMatrix rightHandSides) {
        solveLower(rightHandSides);
        solveTriangular(CblasRight, CblasNoTrans, rightHandSides);
    }

    /**
     * Solves L x = b for every row b, in place: |x|^2 = b^T A^{-1} b, which posterior variances need.
     *
     * @param rightHandSides k x n: a row is a right-hand side; becomes its solution
     */
    public void solveLower(OffHeapMatrix rightHandSides) {
        LinearAlgebra.requireShape(rightHandSides, rightHandSides.rows(), size());
        solveTriangular(CblasRight, CblasTrans, rightHandSides);
    }

    private void solveTriangular(int side, int transpose, OffHeapMatrix b) {
        if (b.rows() == 0 || b.columns() == 0) {
            return;
        }
        int n = LinearAlgebra.extent(size());
        int columns = LinearAlgebra.extent(b.columns());
        cblas_dtrsm(
                CblasRowMajor,
                side,
                CblasLower,
                transpose,
                CblasNonUnit,
                LinearAlgebra.extent(b.rows()),
                columns,
                1,
                factor.at(0, 0),
                n,
                b.at(0, 0),
                columns);
    }

    /** The natural logarithm of the determinant of A. */
    public double logDeterminant() {
        double sum = 0;
        for (long i = 0; i < size(); i++) {
            sum += Math.log(factor.get(i, i));
        }
        return 2 * sum;
    }

    /** The whole inverse of A, n x n and symmetric, in new memory; 2 n^3 / 3 operations. The factor stays. */
    public OffHeapMatrix inverse() {
        int n = LinearAlgebra.extent(size());
        OffHeapMatrix inverse = OffHeapMatrix.zeros(n, n);
        Triangle.copyLower(factor, inverse);
        if (n > 0) {
            int failed = LAPACKE_dpotri(LAPACK_COL_MAJOR, (byte) 'U', n, inverse.at(0, 0), n);
            if (failed != 0) {
                inverse.close();
                throw new IllegalStateException("factor has a zero on its diagonal at " + failed);
            }
        }
        Triangle.mirrorLower(inverse);
        return inverse;
    }

    /**
     * An estimate of 1 / (|A| |A^{-1}|) in the 1-norm, by Higham's method (LAPACK {@code dpocon}); usually within a
     * factor of three, never much too small. Near 1e-16 the solutions have no correct digit. O(n^2) operations.
     */
    public double reciprocalCondition() {
        int n = LinearAlgebra.extent(size());
        if (n == 0) {
            return 1;
        }
        try (DoublePointer estimate = new DoublePointer(1)) {
            int failed = LAPACKE_dpocon(LAPACK_COL_MAJOR, (byte) 'U', n, factor.at(0, 0), n, norm, estimate);
            if (failed != 0) {
                throw new IllegalStateException("condition estimate failed with status " + failed);
            }
            return estimate.get(0);
        }
    }

    /** Frees the factor. */
    @Override
    public void close() {
        factor.close();
    }
}
