package org.chiasma.symmetric.internal;

import java.util.List;
import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.network.EncoderSettings;
import org.chiasma.symmetric.internal.network.PairHeadSettings;

/**
 * The network beside the closed form.
 *
 * @param network which
 * @param hidden widths of an encoder's layers
 * @param units width of a pair network
 * @param steps of training
 * @param rate learning rate
 * @param weightDecay of AdamW
 * @param block columns of a step
 * @param exact whether an encoder takes the gradient over all pairs
 * @param members pair networks whose mean is taken
 */
public record NetworkParameters(
        @Parameter(
                description =
                        "Train a network after the closed form: none; encoder, of columns, for what is not linear in their features; pairs, over pairs of columns, for contact maps.")
        NetworkKind network,

        @Parameter(
                value = "UNITS",
                description = "Units of a hidden layer of the encoder; again for each layer; two of 128 unless given.")
        List<Integer> hidden,

        @Parameter(description = "Units of the layers of the pair network.")
        int units,

        @Parameter(
                description = "Training steps at most; 2500 for the encoder, 1200 for each pair network unless given.")
        Optional<Integer> steps,

        @Parameter(description = "Largest learning rate of AdamW.")
        double rate,

        @Parameter(
                description =
                        "Weight decay of AdamW; chosen by the number of columns, or 0.01 for pairs, unless given.")
        Optional<Double> weightDecay,

        @Parameter(description = "Columns of one training step; 512 for the encoder, 112 for pairs unless given.")
        Optional<Integer> block,

        @Parameter(description = "Let the encoder take the exact gradient over all pairs of columns in every step.")
        boolean exact,

        @Parameter(description = "Pair networks to train, whose mean is the prediction.")
        int members) {
    /** No network. */
    public static final NetworkParameters DEFAULTS = new NetworkParameters(
            NetworkKind.NONE,
            List.of(),
            PairHeadSettings.DEFAULTS.units(),
            Optional.empty(),
            3e-3,
            Optional.empty(),
            Optional.empty(),
            false,
            PairHeadSettings.DEFAULTS.members());

    /** Checks ranges. */
    public NetworkParameters {
        hidden = List.copyOf(hidden);
        encoder(hidden, steps, rate, weightDecay, block, exact, 0);
        pairs(units, steps, rate, weightDecay, block, members, false, 0);
    }

    /** Refuses what has no likelihood: counts and edges beyond a decay, and pair networks for them. */
    void requireFitting(ClosedFormParameters closedForm) {
        boolean likelihood = closedForm.link() == Link.LOGISTIC || closedForm.link() == Link.POISSON;
        if (likelihood && (network == NetworkKind.PAIRS || closedForm.distance())) {
            throw new IllegalArgumentException(
                    "--link: found logistic or poisson with --network pairs or --distance, expected identity, log1p or fisher there");
        }
    }

    EncoderSettings encoder(long seed) {
        return encoder(hidden, steps, rate, weightDecay, block, exact, seed);
    }

    PairHeadSettings pairs(boolean correlations, long seed) {
        return pairs(units, steps, rate, weightDecay, block, members, correlations, seed);
    }

    private static EncoderSettings encoder(
            List<Integer> hidden,
            Optional<Integer> steps,
            double rate,
            Optional<Double> weightDecay,
            Optional<Integer> block,
            boolean exact,
            long seed) {
        EncoderSettings usual = EncoderSettings.DEFAULTS;
        return new EncoderSettings(
                hidden.isEmpty() ? usual.hidden() : hidden,
                usual.extraRank(),
                block.orElse(usual.block()),
                steps.orElse(usual.steps()),
                rate,
                weightDecay,
                usual.patience(),
                exact,
                seed);
    }

    private static PairHeadSettings pairs(
            int units,
            Optional<Integer> steps,
            double rate,
            Optional<Double> weightDecay,
            Optional<Integer> block,
            int members,
            boolean correlations,
            long seed) {
        PairHeadSettings usual = PairHeadSettings.DEFAULTS;
        return new PairHeadSettings(
                units,
                usual.factors(),
                usual.windows(),
                usual.halfWidth(),
                correlations,
                Math.min(1024, block.orElse(usual.chosen())),
                steps.orElse(usual.steps()),
                rate,
                weightDecay.orElse(usual.weightDecay()),
                usual.patience(),
                members,
                seed);
    }
}
