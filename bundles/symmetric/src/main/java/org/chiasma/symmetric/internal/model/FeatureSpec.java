package org.chiasma.symmetric.internal.model;

import java.util.List;

/**
 * Which features a column has: always a constant and the standardised values of X and Y.
 *
 * @param context half-widths w of windows along the columns: the mean of each value over columns j - w to j + w, cut at the
 *     ends of a segment
 * @param random number of random ReLU features (the arc-cosine kernel of first order) of the values and their context
 * @param bandwidth standard deviation of their weights, times sqrt(number of values)
 * @param seed from which they are drawn
 * @param profiles whether each column's values of X, and of Y, centred and scaled to length one, are features too: their
 *     products are the sample correlations of X and of Y
 * @param example whether the means of X and Y over the example and the logarithm of its size are features
 */
public record FeatureSpec(
        List<Integer> context, int random, double bandwidth, long seed, boolean profiles, boolean example) {
    /** The values alone. */
    public static final FeatureSpec LINEAR = new FeatureSpec(List.of(), 0, 1, 7, false, false);

    /** Copies the list and checks ranges. */
    public FeatureSpec {
        context = List.copyOf(context);
        if (context.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("--context: found " + context + ", expected half-widths from 1");
        }
        if (random < 0 || random > 1 << 14) {
            throw new IllegalArgumentException("--random: found " + random + ", expected 0 to 16384");
        }
        if (!(bandwidth > 0)) {
            throw new IllegalArgumentException("--bandwidth: found " + bandwidth + ", expected a positive number");
        }
    }

    /** This specification with other random features. */
    public FeatureSpec withRandom(int count) {
        return new FeatureSpec(context, count, bandwidth, seed, profiles, example);
    }
}
