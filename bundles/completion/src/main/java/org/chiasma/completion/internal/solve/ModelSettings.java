package org.chiasma.completion.internal.solve;

/**
 * What a completion depends on beside its features.
 *
 * @param form between what the kernel is; a product needs own profiles and a ridge above 0
 * @param depth hidden layers of the network, 1 to 100
 * @param ridge variance of the noise on the scale of the kernel, on which an item of unit length has variance depth + 1
 * @param centring offsets taken off first; rows and columns are those of the matrix with the items as columns
 * @param unitLength whether every item's features are scaled to length one
 * @param ownProfiles whether the items' own columns are features too
 * @param refinements with own profiles: how often the completion is repeated with the completed columns as features,
 *     0 to 100
 */
public record ModelSettings(
        KernelForm form,
        int depth,
        double ridge,
        Centring centring,
        boolean unitLength,
        boolean ownProfiles,
        int refinements) {
    /** Repetitions unless the user says otherwise. */
    public static final int REFINEMENTS = 2;

    /** The kernel has long converged to a constant at this depth, and more layers only cost time. */
    private static final int DEEPEST = 100;

    private static final int MOST_REFINEMENTS = 100;

    /** Checks the ranges. */
    public ModelSettings {
        requireValid(form, depth, ridge, ownProfiles, refinements);
    }

    /** Refuses what no completion can use, in the words of the command line. */
    public static void requireValid(KernelForm form, int depth, double ridge, boolean ownProfiles, int refinements) {
        if (depth < 1 || depth > DEEPEST) {
            throw new IllegalArgumentException("--depth " + depth + ": expected 1 to " + DEEPEST + " hidden layers");
        }
        if (!(ridge >= 0) || Double.isInfinite(ridge)) {
            throw new IllegalArgumentException("--ridge " + ridge + ": expected a finite number of at least 0");
        }
        if (refinements < 0 || refinements > MOST_REFINEMENTS) {
            throw new IllegalArgumentException(
                    "--refine " + refinements + ": expected 0 to " + MOST_REFINEMENTS + " repetitions");
        }
        if (form == KernelForm.PRODUCT && !(ownProfiles && ridge > 0)) {
            throw new IllegalArgumentException(
                    "--axis both: expected --prior-self, which gives both axes features, and a --ridge above 0");
        }
    }
}
