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

    /** Between these, numbers are easier to read without a power of ten. */
    private static final double LEAST_PLAIN = 1e-3;

    private static final double MOST_PLAIN = 1e6;

    private final int decimals;
    private final boolean scientific;
    private final double leastShown;

    private Numbers(int decimals, boolean scientific) {
        this.decimals = decimals;
        this.scientific = scientific;
        this.leastShown = Math.pow(10, -decimals);
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
        double size = Math.abs(value);
        if (scientific) {
            return size == 0 || (size >= LEAST_PLAIN && size < MOST_PLAIN) ? significant(value) : power(value, 3);
        }
        return size > 0 && size < leastShown ? power(value, 1) : fixed(value, decimals);
    }

    /** In a column of powers of ten: a value that needs none, with as many digits as the others. */
    private static String significant(double value) {
        boolean whole = value == Math.rint(value);
        return fixed(value, whole ? 0 : Math.max(0, 3 - (int) Math.floor(Math.log10(Math.abs(value)))));
    }

    private static String power(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "e", value);
    }

    private static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
