package org.chiasma.inverter.internal.training;

import java.util.Arrays;

/**
 * Quantiles of residuals. The p-quantile of m sorted values is the one at position ceil(p m), so that at least a share p
 * of the values is no larger; what is {@code NaN} counts as infinite.
 *
 * @param median half of the values are no larger
 * @param p95 95 % are no larger
 * @param p99 99 % are no larger
 * @param max the largest
 */
public record Quantiles(double median, double p95, double p99, double max) {
    /**
     * Those of one or more values, which keep their order. O(m log m).
     *
     * @throws IllegalArgumentException if there is no value
     */
    public static Quantiles of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values, no quantiles");
        }
        double[] sorted = Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? Double.POSITIVE_INFINITY : value)
                .sorted()
                .toArray();
        return new Quantiles(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), sorted[sorted.length - 1]);
    }

    private static double at(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
