package org.chiasma.completion.internal.solve;

/**
 * What a completion depends on beside its features.
 *
 * @param form between what the kernel is; a product needs own profiles and a ridge above 0
 * @param depth hidden layers of the network, at least 1
 * @param ridge variance of the noise on the scale of the kernel, on which an item of unit length has variance depth + 1
 * @param centring offsets taken off first; rows and columns are those of the matrix with the items as columns
 * @param unitLength whether every item's features are scaled to length one
 * @param ownProfiles whether the items' own columns are features too
 * @param refinements with own profiles: how often the completion is repeated with the completed columns as features
 */
public record ModelSettings(
        KernelForm form,
        int depth,
        double ridge,
        Centring centring,
        boolean unitLength,
        boolean ownProfiles,
        int refinements) {
    /** Checks the ranges. */
    public ModelSettings {
        requireValid(form, depth, ridge, ownProfiles, refinements);
    }

    /** Refuses what no completion can use, in the words of the command line. */
    public static void requireValid(KernelForm form, int depth, double ridge, boolean ownProfiles, int refinements) {
        if (depth < 1) {
            throw new IllegalArgumentException("--depth " + depth + ": expected at least 1 hidden layer");
        }
        if (!(ridge >= 0) || Double.isInfinite(ridge)) {
            throw new IllegalArgumentException("--ridge " + ridge + ": expected a finite number of at least 0");
        }
        if (refinements < 0) {
            throw new IllegalArgumentException("--refine " + refinements + ": expected 0 or more repetitions");
        }
        if (form == KernelForm.PRODUCT && !(ownProfiles && ridge > 0)) {
            throw new IllegalArgumentException(
                    "--axis both: expected --prior-self, which gives both axes features, and a --ridge above 0");
        }
    }
}
