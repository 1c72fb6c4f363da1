package org.chiasma.shell.internal.figure;

import java.util.Arrays;

/**
 * Colours for values between a low and a high end, from dark blue over teal to light yellow: brightness grows all the
 * way, so the order survives printing in grey and colour blindness. Values beyond the ends take the end's colour.
 *
 * @param low value of the darkest colour
 * @param high value of the lightest
 */
record ColourScale(double low, double high) {
    /** What a missing value looks like. */
    static final int MISSING = 0xB4B4B4;

    private static final int[] ANCHORS = {0x1B1464, 0x23508C, 0x26808E, 0x3FAE7A, 0x9AD24F, 0xF8EE5E};

    /** Share of the values that may lie beyond either end, so that one outlier does not flatten the picture. */
    private static final double TAIL = 0.01;

    /** The scale that suits these values; {@code NaN} does not count. */
    static ColourScale fitting(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new ColourScale(0, 1);
        }
        int cut = (int) (sorted.length * TAIL);
        return new ColourScale(sorted[cut], sorted[sorted.length - 1 - cut]);
    }

    /** The colour of a value as 0xRRGGBB. */
    int rgb(double value) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        double share = high > low ? (value - low) / (high - low) : 0.5;
        double place = Math.max(0, Math.min(1, share)) * (ANCHORS.length - 1);
        int index = Math.min((int) place, ANCHORS.length - 2);
        return mix(ANCHORS[index], ANCHORS[index + 1], place - index);
    }

    static int mix(int from, int to, double share) {
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xFF;
            int b = to >> shift & 0xFF;
            colour |= (int) Math.round(a + (b - a) * share) << shift;
        }
        return colour;
    }
}
