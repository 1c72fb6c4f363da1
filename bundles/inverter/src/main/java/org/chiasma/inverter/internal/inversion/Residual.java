package org.chiasma.inverter.internal.inversion;

import java.util.Arrays;

/**
 * R = I - A X of one n x n matrix, in working precision or in twice that, with proven bounds. Scratch space for one
 * thread.
 *
 * <p>An entry is a sum of n products and a constant. In working precision its rounding is at most gamma_{n+2} (|A| |X| +
 * I), gamma_k = k u / (1 - k u), u = 2^-53, in any order of summation (Higham, Accuracy and Stability of Numerical
 * Algorithms, 2nd ed., section 3.1). As a compensated dot product it is at most u |R| + gamma_{n+2}^2 (|A| |X| + I)
 * (Ogita, Rump and Oishi, Accurate sum and dot product, SIAM J. Sci. Comput. 26, 2005, algorithm 5.3). The bounds are
 * rounded up: their own rounding is less than (n^2 + 4 n + 40) u, and what underflow may lose is less than 1e-150 times
 * 1 + |X|_F.
 */
final class Residual {
    private static final double UNIT_ROUNDOFF = 0x1p-53;
    static final double UNDERFLOW = 1e-150;

    private final int n;
    private final double[] entries;
    private final double[] low;
    private final double[] magnitudes;
    private boolean doubled;
    private double norm;

    Residual(int n) {
        this.n = n;
        entries = new double[n * n];
        low = new double[n];
        magnitudes = new double[n];
    }

    /** R as last computed, row-major. */
    double[] entries() {
        return entries;
    }

    /** |R|_F as last computed. */
    double norm() {
        return norm;
    }

    /** Computes R in working precision, 2 n^3 operations. Returns |R|_F. */
    double compute(double[] a, double[] x) {
        doubled = false;
        for (int i = 0; i < n; i++) {
            int row = i * n;
            Arrays.fill(entries, row, row + n, 0);
            entries[row + i] = 1;
            for (int k = 0; k < n; k++) {
                double factor = a[row + k];
                int other = k * n;
                for (int j = 0; j < n; j++) {
                    entries[row + j] -= factor * x[other + j];
                }
            }
        }
        norm = frobenius(entries);
        return norm;
    }

    /** Computes R in twice the working precision and rounds it once, about 20 n^3 operations. Returns |R|_F. */
    double computeDoubled(double[] a, double[] x) {
        doubled = true;
        for (int i = 0; i < n; i++) {
            int row = i * n;
            Arrays.fill(entries, row, row + n, 0);
            Arrays.fill(low, 0);
            entries[row + i] = 1;
            for (int k = 0; k < n; k++) {
                addProductsExactly(-a[row + k], x, k * n, row);
            }
            for (int j = 0; j < n; j++) {
                entries[row + j] += low[j];
            }
        }
        norm = frobenius(entries);
        return norm;
    }

    /** One step of the compensated dot products of a row: the errors of products and sums are collected apart. */
    private void addProductsExactly(double factor, double[] x, int other, int row) {
        for (int j = 0; j < n; j++) {
            double product = factor * x[other + j];
            double productError = Math.fma(factor, x[other + j], -product);
            double before = entries[row + j];
            double sum = before + product;
            double taken = sum - before;
            double sumError = (before - (sum - taken)) + (product - taken);
            entries[row + j] = sum;
            low[j] += sumError + productError;
        }
    }

    /**
     * Proven bound on |I - A X|_F of the R last computed from the same matrices: |R|_F plus the bound on its rounding; 2
     * n^3 operations.
     */
    double bound(double[] a, double[] x) {
        double squares = 0;
        double ofInverse = 0;
        for (int i = 0; i < n; i++) {
            int row = i * n;
            Arrays.fill(magnitudes, 0);
            magnitudes[i] = 1;
            for (int k = 0; k < n; k++) {
                double factor = Math.abs(a[row + k]);
                int other = k * n;
                for (int j = 0; j < n; j++) {
                    magnitudes[j] += factor * Math.abs(x[other + j]);
                }
            }
            for (int j = 0; j < n; j++) {
                squares += magnitudes[j] * magnitudes[j];
                ofInverse += x[row + j] * x[row + j];
            }
        }
        double rounding = doubled
                ? gamma(n) * gamma(n) * Math.sqrt(squares) + 2 * UNIT_ROUNDOFF * norm
                : gamma(n) * Math.sqrt(squares);
        return guarded(norm + rounding, n) + UNDERFLOW * (1 + Math.sqrt(ofInverse));
    }

    /**
     * Whether the R last computed shows that Newton-Schulz iteration converges: a norm of I - A X, and so its spectral
     * radius, is below {@code limit}. The norms are Frobenius's and sqrt(|R|_1 |R|_inf).
     */
    boolean contracts(double limit) {
        if (norm < limit) {
            return true;
        }
        double largestRow = 0;
        Arrays.fill(magnitudes, 0);
        for (int i = 0, at = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++, at++) {
                double magnitude = Math.abs(entries[at]);
                sum += magnitude;
                magnitudes[j] += magnitude;
            }
            largestRow = Math.max(largestRow, sum);
        }
        double largestColumn = Arrays.stream(magnitudes).max().orElse(0);
        return Math.sqrt(largestRow * largestColumn) < limit;
    }

    /** gamma_{n+2}. */
    static double gamma(int n) {
        double roundoff = (n + 2) * UNIT_ROUNDOFF;
        return roundoff / (1 - roundoff);
    }

    /** {@code bound} made larger than the rounding of its own computation can have made it smaller. */
    static double guarded(double bound, int n) {
        return bound * (1 + ((double) n * n + 4.0 * n + 40) * UNIT_ROUNDOFF);
    }

    static double frobenius(double[] entries) {
        double squares = 0;
        for (double entry : entries) {
            squares += entry * entry;
        }
        return Math.sqrt(squares);
    }
}
