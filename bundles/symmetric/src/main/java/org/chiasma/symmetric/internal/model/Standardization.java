package org.chiasma.symmetric.internal.model;

/**
 * Brings each of q quantities to mean zero and standard deviation one over what it was fitted to; a missing value becomes
 * the mean, zero.
 *
 * @param means of the observed values
 * @param deviations standard deviations (of the population), plus 1e-6 so that a constant becomes zero
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Standardization(double[] means, double[] deviations) {
    private static final double SMALLEST = 1e-6;

    /** Checks the lengths. */
    public Standardization {
        if (means.length != deviations.length) {
            throw new IllegalArgumentException(means.length + " means and " + deviations.length + " deviations");
        }
    }

    /** Collects sums over the rows of several arrays of {@code count} quantities each. */
    static final class Sums {
        private final double[] sums;
        private final double[] squares;
        private final double[] origins;
        private final long[] observed;

        Sums(int count) {
            sums = new double[count];
            squares = new double[count];
            origins = new double[count];
            observed = new long[count];
        }

        /** Adds rows of values; {@code NaN} is left out. */
        void add(double[] values) {
            int count = sums.length;
            for (int at = 0; at < values.length; at += count) {
                for (int k = 0; k < count; k++) {
                    double value = values[at + k];
                    if (!Double.isNaN(value)) {
                        // Sums about the first value: large common offsets do not eat the digits of the variance.
                        if (observed[k]++ == 0) {
                            origins[k] = value;
                        }
                        double centred = value - origins[k];
                        sums[k] += centred;
                        squares[k] += centred * centred;
                    }
                }
            }
        }

        /** The means and deviations of what was added; of nothing, zero and 1e-6. */
        Standardization standardization() {
            int count = sums.length;
            double[] means = new double[count];
            double[] deviations = new double[count];
            for (int k = 0; k < count; k++) {
                double n = Math.max(1, observed[k]);
                double mean = sums[k] / n;
                means[k] = origins[k] + mean;
                deviations[k] = Math.sqrt(Math.max(0, squares[k] / n - mean * mean)) + SMALLEST;
            }
            return new Standardization(means, deviations);
        }
    }

    /** Standardises {@code count} quantities in place. */
    void apply(double[] values, int offset) {
        for (int k = 0; k < means.length; k++) {
            double value = values[offset + k];
            values[offset + k] = Double.isNaN(value) ? 0 : (value - means[k]) / deviations[k];
        }
    }
}
