package org.chiasma.completion.internal.solve;

import org.chiasma.linalg.Cholesky;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Kernel ridge regression of several rows that are observed at the same items: alpha = Y_O (K_OO + ridge I)^{-1}, one
 * Cholesky factorisation for all rows. As a Gaussian process it also knows, in closed form, its variance, the
 * leave-one-out predictions (Rasmussen and Williams 2006, section 5.4.2) and the determinant that the likelihood needs.
 */
public final class SharedFit implements AutoCloseable {
    private final LinearAlgebra algebra;
    private final Cholesky factor;
    private final OffHeapMatrix alpha;

    private SharedFit(LinearAlgebra algebra, Cholesky factor, OffHeapMatrix alpha) {
        this.algebra = algebra;
        this.factor = factor;
        this.alpha = alpha;
    }

    /**
     * Fits; n^3 / 3 + 2 n^2 q operations, no memory beside that of its arguments.
     *
     * @param gram K_OO, n x n, lower triangle; taken over, also when this fails
     * @param rows Y_O, q x n; taken over, also when this fails
     * @throws org.chiasma.api.DataException {@code E-LINALG-NOT-POSITIVE} if K_OO + ridge I is not positive definite
     */
    public static SharedFit of(LinearAlgebra algebra, OffHeapMatrix gram, double ridge, OffHeapMatrix rows) {
        try {
            Cholesky factor = algebra.cholesky(gram, ridge);
            factor.solveTransposed(rows);
            return new SharedFit(algebra, factor, rows);
        } catch (RuntimeException | Error e) {
            gram.close();
            rows.close();
            throw e;
        }
    }

    /**
     * The rows at other items.
     *
     * @param cross K_UO, |U| x n
     * @return q x |U|, a new matrix
     */
    public OffHeapMatrix predict(OffHeapMatrix cross) {
        OffHeapMatrix predicted = OffHeapMatrix.zeros(alpha.rows(), cross.rows());
        algebra.multiply(1, alpha, false, cross, true, 0, predicted);
        return predicted;
    }

    /**
     * The posterior variance of the noise-free value at other items, per unit of signal variance: K_uu - |L^{-1} k_u|^2.
     *
     * @param cross K_UO, |U| x n; overwritten
     * @param prior K_uu by item of U
     */
    public double[] variance(OffHeapMatrix cross, double[] prior) {
        factor.solveLower(cross);
        double[] variance = prior.clone();
        double[] row = new double[Math.toIntExact(cross.columns())];
        for (int u = 0; u < variance.length; u++) {
            cross.readRow(u, 0, row, 0, row.length);
            for (double value : row) {
                variance[u] -= value * value;
            }
        }
        return variance;
    }

    /**
     * What each observed entry would have been predicted to be without itself: y_j - alpha_j / P_jj with
     * P = (K_OO + ridge I)^{-1}.
     *
     * @param observed Y_O, q x n; becomes the predictions. Needs n x n more memory
     */
    public void leaveOneOut(OffHeapMatrix observed) {
        double[] y = new double[Math.toIntExact(observed.columns())];
        double[] weights = new double[y.length];
        try (OffHeapMatrix precision = factor.inverse()) {
            for (int i = 0; i < observed.rows(); i++) {
                observed.readRow(i, 0, y, 0, y.length);
                alpha.readRow(i, 0, weights, 0, y.length);
                for (int j = 0; j < y.length; j++) {
                    y[j] -= weights[j] / precision.get(j, j);
                }
                observed.writeRow(i, 0, y, 0, y.length);
            }
        }
    }

    /** log det(K_OO + ridge I). */
    public double logDeterminant() {
        return factor.logDeterminant();
    }

    /** An estimate of the reciprocal condition number of K_OO + ridge I. */
    public double reciprocalCondition() {
        return factor.reciprocalCondition();
    }

    @Override
    public void close() {
        factor.close();
        alpha.close();
    }
}
