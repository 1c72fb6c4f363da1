package org.chiasma.symmetric.internal.network;

import java.util.List;
import java.util.Optional;

/**
 * How a column encoder is trained.
 *
 * @param hidden units of each hidden layer
 * @param extraRank factors beyond those of the closed form
 * @param block columns of a training step, all pairs of which count
 * @param steps most training steps
 * @param rate largest learning rate of Adam; it rises over the first twentieth and falls by a cosine
 * @param weightDecay of AdamW; empty for one that suits the number of columns
 * @param patience looks at the held-out columns without improvement after which training ends
 * @param exact whether every step takes the exact gradient over all pairs of all columns instead of a block
 * @param seed of everything random
 */
public record EncoderSettings(
        List<Integer> hidden,
        int extraRank,
        int block,
        int steps,
        double rate,
        Optional<Double> weightDecay,
        int patience,
        boolean exact,
        long seed) {
    /** Two layers of 128 units. */
    public static final EncoderSettings DEFAULTS =
            new EncoderSettings(List.of(128, 128), 4, 512, 2500, 3e-3, Optional.empty(), 100, false, 7);

    /** Checks ranges. */
    public EncoderSettings {
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty() || hidden.stream().anyMatch(units -> units < 1 || units > 8192)) {
            throw new IllegalArgumentException("--hidden: found " + hidden + ", expected widths of 1 to 8192");
        }
        if (extraRank < 0 || extraRank > 1024) {
            throw new IllegalArgumentException("--extra-rank: found " + extraRank + ", expected 0 to 1024");
        }
        if (block < 8 || block > 8192) {
            throw new IllegalArgumentException("--block: found " + block + ", expected 8 to 8192");
        }
        if (steps < 1) {
            throw new IllegalArgumentException("--steps: found " + steps + ", expected at least 1");
        }
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("--rate: found " + rate + ", expected between 0 and 1");
        }
        if (weightDecay.isPresent() && !(weightDecay.get() >= 0 && weightDecay.get() < 10)) {
            throw new IllegalArgumentException("--weight-decay: found " + weightDecay.get() + ", expected 0 to 10");
        }
        if (patience < 1) {
            throw new IllegalArgumentException("--patience: found " + patience + ", expected at least 1");
        }
    }

    /** The weight decay for so many columns: fewer columns need more, as measured at 2,000 and at 16,000. */
    double weightDecay(long columns) {
        return weightDecay.orElseGet(() -> Math.max(0.1, Math.min(2, 0.3 * Math.sqrt(16_000.0 / columns))));
    }
}
