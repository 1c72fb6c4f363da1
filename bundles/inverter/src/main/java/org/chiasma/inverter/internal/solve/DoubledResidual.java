package org.chiasma.inverter.internal.solve;

/**
 * One entry b - a^T y of a residual in twice the working precision, and a bound on what rounding did to it.
 *
 * <p>As a compensated dot product of n + 1 terms the error is at most u |r| + gamma^2 (|a|^T |y| + |b|), gamma = (n + 2) u /
 * (1 - (n + 2) u), u = 2^-53 (Ogita, Rump and Oishi, Accurate sum and dot product, SIAM J. Sci. Comput. 26, 2005).
 */
final class DoubledResidual {
    private static final double UNIT_ROUNDOFF = 0x1p-53;

    private double rest;
    private double error;

    /** Computes the entry of the row {@code a}; 20 n operations. */
    void compute(double[] a, double[] y, double b) {
        double sum = b;
        double low = 0;
        double magnitude = Math.abs(b);
        for (int j = 0; j < a.length; j++) {
            double product = -a[j] * y[j];
            double productError = Math.fma(-a[j], y[j], -product);
            double next = sum + product;
            double taken = next - sum;
            low += (sum - (next - taken)) + (product - taken) + productError;
            sum = next;
            magnitude += Math.abs(product);
        }
        double gamma = gamma(a.length);
        rest = sum + low;
        error = 2 * UNIT_ROUNDOFF * Math.abs(rest) + 2 * gamma * gamma * magnitude + Double.MIN_NORMAL;
    }

    /** The entry. */
    double rest() {
        return rest;
    }

    /** Bound on its rounding. */
    double error() {
        return error;
    }

    static double gamma(int n) {
        double roundoff = (n + 2) * UNIT_ROUNDOFF;
        return roundoff / (1 - roundoff);
    }
}
