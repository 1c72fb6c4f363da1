package org.chiasma.symmetric.internal.metrics;

import java.util.Arrays;

/**
 * Entries that are not negative and so uneven that equal steps of a scale would show the largest alone, as contacts are.
 * Pictures of them show log10(1 + entry), which has a place for zero.
 */
final class HeavyTail {
    /** What pictures say that they show. */
    static final String LABEL = "log10(1 + z)";

    private static final double HIGH = 0.99;

    /** Ratio of the highest hundredth to the middle. */
    private static final double UNEVEN = 10;

    private HeavyTail() {}

    /** Whether these are such entries; {@code NaN} does not count. */
    static boolean in(double[] entries) {
        double[] sorted = Arrays.stream(entries)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int last = sorted.length - 1;
        return last > 0 && sorted[0] >= 0 && sorted[(int) (HIGH * last)] > UNEVEN * sorted[last / 2];
    }

    /** log10(1 + entry) of each. */
    static double[] logarithms(double[] entries) {
        return Arrays.stream(entries)
                .map(Math::log1p)
                .map(v -> v / Math.log(10))
                .toArray();
    }
}
