package org.chiasma.completion.internal.solve;

/**
 * What a completion depends on beside its features.
 *
 * @param depth hidden layers of the network, at least 1
 * @param ridge variance of the noise on the scale of the kernel, on which an item of unit length has variance depth + 1
 * @param centring offsets taken off first; rows and columns are those of the matrix with the items as columns
 * @param unitLength whether every item's features are scaled to length one
 * @param ownProfiles whether the items' own columns are features too
 * @param refinements with own profiles: how often the completion is repeated with the completed columns as features
 */
public record ModelSettings(
        int depth, double ridge, Centring centring, boolean unitLength, boolean ownProfiles, int refinements) {
    /** Checks the ranges. */
    public ModelSettings {
        requireValid(depth, ridge, refinements);
    }

    /** Refuses what no completion can use, in the words of the command line. */
    public static void requireValid(int depth, double ridge, int refinements) {
        if (depth < 1) {
            throw new IllegalArgumentException("--depth " + depth + ": expected at least 1 hidden layer");
        }
        if (!(ridge >= 0) || Double.isInfinite(ridge)) {
            throw new IllegalArgumentException("--ridge " + ridge + ": expected a finite number of at least 0");
        }
        if (refinements < 0) {
            throw new IllegalArgumentException("--refine " + refinements + ": expected 0 or more repetitions");
        }
    }
}
