package org.chiasma.completion.internal;

import java.util.Optional;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.completion.internal.solve.Centring;
import org.chiasma.completion.internal.solve.ModelSettings;

/**
 * Parameters of the model, shared by the operations that fit it. The defaults are explained by the measurements in
 * docs/evaluation.md.
 *
 * @param prior features of the items
 * @param priorField metadata field of the items
 * @param priorSelf whether the matrix's own profiles are features
 * @param refine repetitions with completed profiles
 * @param axis where the items are
 * @param depth hidden layers
 * @param ridge noise variance
 * @param center offsets taken off first
 * @param standardize whether features of {@code prior} are standardized
 * @param normalize whether items' feature vectors are scaled to length one
 */
public record ModelParameters(
        @Parameter(
                description =
                        "Features of the items: a matrix with the items on either axis, matched by label. Without any prior every item is like itself alone.")
        Optional<MatrixReference> prior,

        @Parameter(value = "FIELD", description = "Items are alike when they share the value of this metadata field.")
        Optional<String> priorField,

        @Parameter(description = "Take the matrix's own profiles as features too, as in collaborative filtering.")
        boolean priorSelf,

        @Parameter(
                description =
                        "With --prior-self: how often to repeat with the completed profiles, 0 to 100; 2 unless given.")
        Optional<Integer> refine,

        @Parameter(
                description =
                        "Which axis holds the items that the prior describes. With both, the kernel is between entries: this needs --prior-self, and --prior describes the columns.")
        ItemAxis axis,

        @Parameter(description = "Hidden layers of the network whose tangent kernel is used, 1 to 100.")
        int depth,

        @Parameter(
                description =
                        "Noise variance added to the diagonal of the kernel, on which an item of unit length has depth + 1. It also stands for an identity block in the prior.")
        double ridge,

        @Parameter(description = "Offsets taken off before and put back after.")
        Centring center,

        @Parameter(description = "Bring the features of --prior to mean zero and variance one.")
        boolean standardize,

        @Parameter(description = "Scale every item's features to length one.")
        boolean normalize) {
    /** No prior but identity. */
    public static final ModelParameters DEFAULTS = new ModelParameters(
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            ItemAxis.COLUMNS,
            1,
            0.3,
            Centring.TWO_WAY,
            true,
            true);

    /** Checks the ranges and that there is one source of features. */
    public ModelParameters {
        PriorChoice.requireConsistent(prior, priorField, priorSelf, refine);
        ModelSettings.requireValid(axis.form(), depth, ridge, priorSelf, refinements(refine));
    }

    /** What the algorithm is told. */
    ModelSettings settings() {
        return new ModelSettings(
                axis.form(), depth, ridge, axis.seenFromItems(center), normalize, priorSelf, refinements(refine));
    }

    private static int refinements(Optional<Integer> refine) {
        return refine.orElse(ModelSettings.REFINEMENTS);
    }

    PriorChoice priorChoice() {
        return new PriorChoice(prior, priorField, priorSelf, standardize);
    }
}
