package org.chiasma.shell.internal.render;

import java.util.Collection;
import java.util.Locale;

/**
 * How the numbers of one column are written: all with the same count of decimals, so that they can be compared down the
 * column. Those that would then have no digit but zeros are written with a power of ten.
 */
final class Numbers {
    /** What stands for a missing value. */
    static final String MISSING = "·";

    private static final int SIGNIFICANT = 5;
    private static final int MOST_DECIMALS = 6;

    private final int decimals;
    private final boolean scientific;
    private final double leastShown;

    private Numbers(int decimals, boolean scientific) {
        this.decimals = decimals;
        this.scientific = scientific;
        this.leastShown = scientific ? 0 : Math.pow(10, -decimals);
    }

    /** The style for a column of these values: five significant digits of the largest, none if all are whole. */
    static Numbers of(Collection<Double> values) {
        double largest = 0;
        boolean whole = true;
        for (double value : values) {
            double size = Math.abs(value);
            if (Double.isFinite(size) && size > 0) {
                largest = Math.max(largest, size);
                whole &= size == Math.rint(size);
            }
        }
        if (whole && largest < 1e15) {
            return new Numbers(0, false);
        }
        int before = (int) Math.floor(Math.log10(largest)) + 1;
        int decimals = Math.max(0, Math.min(MOST_DECIMALS, SIGNIFICANT - Math.max(before, 1)));
        boolean invisible = largest < Math.pow(10, 2.0 - MOST_DECIMALS);
        return new Numbers(decimals, invisible || before > 9);
    }

    String format(double value) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Inf" : "-Inf";
        }
        if (value != 0 && Math.abs(value) < leastShown) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        return String.format(Locale.ROOT, scientific ? "%.3e" : "%." + decimals + "f", value);
    }
}
