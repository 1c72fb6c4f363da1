package org.chiasma.symmetric.internal.network;

/**
 * How a pair head is trained.
 *
 * @param units of the hidden layers
 * @param factors r
 * @param windows nu
 * @param halfWidth of what a column sees of its neighbours
 * @param correlations whether the sample correlations of X and of Y are inputs
 * @param chosen columns of a step, half of them a run, half drawn from the whole example; all their pairs count
 * @param steps most training steps
 * @param rate largest learning rate of AdamW; it rises over the first 50 steps and falls by a cosine
 * @param weightDecay of AdamW
 * @param patience looks without improvement after which training ends
 * @param members networks whose mean is taken
 * @param seed of the first one
 */
public record PairHeadSettings(
        int units,
        int factors,
        int windows,
        int halfWidth,
        boolean correlations,
        int chosen,
        int steps,
        double rate,
        double weightDecay,
        int patience,
        int members,
        long seed) {
    /** Three networks of 64 units. */
    public static final PairHeadSettings DEFAULTS =
            new PairHeadSettings(64, 8, 4, 0, false, 112, 1200, 3e-3, 5e-2, 8, 3, 7);

    /** Checks ranges. */
    public PairHeadSettings {
        if (chosen < 8 || chosen > 1024) {
            throw new IllegalArgumentException("--block: found " + chosen + ", expected 8 to 1024 columns");
        }
        if (steps < 1 || patience < 1 || members < 1) {
            throw new IllegalArgumentException(
                    "--steps, --patience, --members: found %d, %d and %d, expected at least 1"
                            .formatted(steps, patience, members));
        }
        if (!(rate > 0 && rate < 1) || !(weightDecay >= 0 && weightDecay < 10)) {
            throw new IllegalArgumentException(
                    "--rate, --weight-decay: found " + rate + " and " + weightDecay + ", expected 0 to 1 and 0 to 10");
        }
        new PairHeadSpec(1, halfWidth, factors, windows, correlations ? 2 : 0, units, Activation.RELU);
    }

    PairHeadSpec spec(int features) {
        return new PairHeadSpec(features, halfWidth, factors, windows, correlations ? 2 : 0, units, Activation.RELU);
    }
}
