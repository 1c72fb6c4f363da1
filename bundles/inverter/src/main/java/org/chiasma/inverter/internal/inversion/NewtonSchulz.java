package org.chiasma.inverter.internal.inversion;

import java.util.Arrays;

/**
 * Newton-Schulz iteration X <- X + X (I - A X), which squares the residual in every step, until it stops falling. Scratch
 * space for one thread.
 *
 * <p>From the scaled transpose X = A^T / (|A|_1 |A|_inf) it converges for every matrix that is not singular, in about 2
 * log2(condition) steps (Ben-Israel and Cohen 1966); rounding ends that near a condition of 1e12.
 */
final class NewtonSchulz {
    /** Enough for any matrix whose iteration rounding does not end: 2 log2(1e16) and what follows. */
    static final int MOST_STEPS = 140;

    /** At most these steps when the residual is a tenth, fewer when it is less. */
    static final int MOST_DOUBLED_STEPS = 40;

    /** Below this residual a step that does not halve it was the last; above, slow falls are normal. */
    private static final double NEAR = 0.5;

    /** The step from a residual below this ends below rounding. */
    private static final double LAST = 0x1p-27;

    /** Far from the inverse the residual stands still for many steps, up to rounding. */
    private static final double SLACK = 1 + 1e-6;

    private final int n;
    private final Residual residual;
    private final double[] next;

    NewtonSchulz(int n, Residual residual) {
        this.n = n;
        this.residual = residual;
        next = new double[n * n];
    }

    /** X = A^T / (|A|_1 |A|_inf). */
    void transpose(double[] a, double[] x) {
        double largestRow = 0;
        double largestColumn = 0;
        for (int i = 0; i < n; i++) {
            double row = 0;
            double column = 0;
            for (int j = 0; j < n; j++) {
                row += Math.abs(a[i * n + j]);
                column += Math.abs(a[j * n + i]);
            }
            largestRow = Math.max(largestRow, row);
            largestColumn = Math.max(largestColumn, column);
        }
        double scale = 1 / (largestRow * largestColumn);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                x[i * n + j] = a[j * n + i] * scale;
            }
        }
    }

    /**
     * Improves X until the residual stops falling; X ends as the best of the last steps, with its residual in {@link
     * Residual}. Each step takes 4 n^3 operations.
     *
     * @return steps taken
     */
    int refine(double[] a, double[] x) {
        double norm = residual.compute(a, x);
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
                return steps;
            }
            step(x);
            double fallen = residual.compute(a, next);
            if (!falls(norm, fallen)) {
                residual.compute(a, x);
                return steps + 1;
            }
            System.arraycopy(next, 0, x, 0, next.length);
            if (isLast(norm, fallen)) {
                return steps + 1;
            }
            norm = fallen;
        }
        return MOST_STEPS;
    }

    /** Whether a step from residual {@code norm} to {@code fallen} was one forward. */
    static boolean falls(double norm, double fallen) {
        return fallen < (norm < NEAR ? norm : norm * SLACK);
    }

    /** Whether no further step can gain after one from residual {@code norm} to {@code fallen}. */
    static boolean isLast(double norm, double fallen) {
        return norm < LAST || (norm < NEAR && fallen > 0.5 * norm);
    }

    /**
     * Improves X by residuals in twice the working precision until the corrections stop falling. The residual itself
     * cannot show the progress: once it is what the rounding of X leaves, up to condition times 2^-53, the error of X
     * still falls by that factor in every step. Each step takes about 24 n^3 operations.
     *
     * @return steps taken
     */
    int refineDoubled(double[] a, double[] x) {
        residual.computeDoubled(a, x);
        double last = Double.POSITIVE_INFINITY;
        for (int steps = 0; steps < MOST_DOUBLED_STEPS; steps++) {
            double correction = step(x);
            if (!(correction < last)) {
                return steps;
            }
            System.arraycopy(next, 0, x, 0, next.length);
            residual.computeDoubled(a, x);
            if (correction < 0x1p-52) {
                return steps + 1;
            }
            last = 0.9 * correction;
        }
        return MOST_DOUBLED_STEPS;
    }

    /** next = X + X R, with X R summed first. Returns |X R|_F / |X|_F. */
    private double step(double[] x) {
        double[] r = residual.entries();
        double ofCorrection = 0;
        double ofInverse = 0;
        for (int i = 0; i < n; i++) {
            int row = i * n;
            Arrays.fill(next, row, row + n, 0);
            for (int k = 0; k < n; k++) {
                double factor = x[row + k];
                int other = k * n;
                for (int j = 0; j < n; j++) {
                    next[row + j] += factor * r[other + j];
                }
            }
            for (int j = row; j < row + n; j++) {
                ofCorrection += next[j] * next[j];
                ofInverse += x[j] * x[j];
                next[j] += x[j];
            }
        }
        return Math.sqrt(ofCorrection / ofInverse);
    }
}
