package org.chiasma.symmetric.internal.model;

import org.chiasma.linalg.LinearAlgebra;

/**
 * The two-sided solve in the eigenvectors V of G, for any M, any kind of ridge and any lambda: W = V (V'MV . F) V'. One eigendecomposition; each lambda then costs O(p^2), and 4 p^3 operations to leave the eigenvectors.
 *
 * <p>l = lambda times the mean eigenvalue of G, so that lambda has no unit.
 */
final class RidgeSolution {
    /** Eigenvalues up to this times the largest are taken for zero where a square root is inverted. */
    private static final double SMALLEST = 1e-9;

    private final LinearAlgebra algebra;
    private final Dense.Eigen eigen;
    private final double[] values;

    /** @param g p x p, positive semi-definite */
    RidgeSolution(LinearAlgebra algebra, Dense g) {
        this.algebra = algebra;
        this.eigen = g.eigen(algebra);
        this.values = eigen.values().clone();
        for (int a = 0; a < values.length; a++) {
            values[a] = Math.max(0, values[a]);
        }
    }

    /** l for a lambda. */
    double ridge(double lambda) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : lambda * sum / values.length;
    }

    /** W for M. */
    Dense solve(Dense m, RidgeKind kind, double lambda) {
        return outOf(filtered(into(m), kind, ridge(lambda), 1));
    }

    /** V ((V' R V) . F) V' / scale, with the Kronecker filter. */
    Dense precondition(Dense r, double ridge, double scale) {
        return outOf(filtered(into(r), RidgeKind.KRONECKER, ridge, scale));
    }

    /** V' A V. */
    private Dense into(Dense a) {
        return Dense.congruence(algebra, eigen.vectors(), a);
    }

    private Dense filtered(Dense matrix, RidgeKind kind, double ridge, double scale) {
        int p = values.length;
        Dense result = matrix.copy();
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                double filter = kind.filter(values[a], values[b], ridge) / scale;
                // Without a ridge a direction that no column has gets nothing, instead of nothing over nothing.
                result.values()[a * p + b] *= Double.isInfinite(filter) ? 0 : filter;
            }
        }
        return result;
    }

    private Dense outOf(Dense inEigenvectors) {
        Dense left = Dense.product(algebra, eigen.vectors(), false, inEigenvectors, false);
        Dense w = Dense.product(algebra, left, false, eigen.vectors(), true);
        w.symmetrize();
        return w;
    }

    /**
     * The best approximation of W of any rank in the metric of G: eigenvectors U and eigenvalues mu of R W R' for G = R'R,
     * by descending absolute value; W_r = B_r diag(mu_r) B_r' with B = R^-1 U. Eigenvalues may be negative.
     *
     * @param w W, p x p
     * @return B and mu of as many ranks as there are directions
     */
    LowRank truncation(Dense w) {
        int p = values.length;
        double threshold = SMALLEST * eigen.largest();
        double[] roots = new double[p];
        double[] inverseRoots = new double[p];
        int kept = 0;
        for (int a = 0; a < p; a++) {
            boolean counts = values[a] > threshold;
            roots[a] = counts ? Math.sqrt(values[a]) : 0;
            inverseRoots[a] = counts ? 1 / roots[a] : 0;
            kept += counts ? 1 : 0;
        }
        Dense inner = into(w).scaleRows(roots).scaleColumns(roots);
        inner.symmetrize();
        Dense.Eigen spectrum = inner.eigen(algebra);
        Integer[] order = new Integer[p];
        for (int k = 0; k < p; k++) {
            order[k] = k;
        }
        java.util.Arrays.sort(order, java.util.Comparator.comparingDouble(k -> -Math.abs(spectrum.values()[k])));
        Dense chosen = Dense.zeros(p, kept);
        double[] weights = new double[kept];
        for (int k = 0; k < kept; k++) {
            weights[k] = spectrum.values()[order[k]];
            for (int a = 0; a < p; a++) {
                chosen.values()[a * kept + k] =
                        inverseRoots[a] * spectrum.vectors().get(a, order[k]);
            }
        }
        return new LowRank(Dense.product(algebra, eigen.vectors(), false, chosen, false), weights);
    }
}
