package org.chiasma.inverter.internal.sampling;

/** Singular values or eigenvalues in geometric progression. */
final class Spectrum {
    private Spectrum() {}

    /** n values from 1 down to 1 / condition; for n = 1, the value 1. */
    static double[] geometric(int n, double condition) {
        if (!(condition >= 1) || Double.isInfinite(condition)) {
            throw new IllegalArgumentException("condition " + condition + ": expected 1 or more");
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = n == 1 ? 1 : StrictMath.pow(condition, -(double) i / (n - 1));
        }
        return values;
    }
}
