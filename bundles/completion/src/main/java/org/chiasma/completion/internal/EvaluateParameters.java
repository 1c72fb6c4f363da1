package org.chiasma.completion.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.completion.internal.baseline.HoldOut;
import org.chiasma.completion.internal.solve.Centring;
import org.chiasma.completion.internal.solve.ModelSettings;

/**
 * Parameters of {@code completion:evaluate}: those of the model, as in {@link CompleteParameters}, and what to hide.
 *
 * @param matrix whose observed entries are hidden in part
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
 * @param holdOut fraction of the units that is hidden
 * @param by units of hiding
 * @param groupField metadata field that binds units together
 * @param groupFile file that binds units together
 * @param repeats independent rounds
 * @param seed of the choice
 * @param softImpute shrinkage of the low-rank baseline
 */
public record EvaluateParameters(
        @Parameter(position = 0, description = "The matrix; NaN or an empty cell is missing.")
        MatrixReference matrix,

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
                        "Noise variance added to the diagonal of the kernel, on which an item of unit length has depth + 1.")
        double ridge,

        @Parameter(description = "Offsets taken off before and put back after.")
        Centring center,

        @Parameter(description = "Bring the features of --prior to mean zero and variance one.")
        boolean standardize,

        @Parameter(description = "Scale every item's features to length one.")
        boolean normalize,

        @Parameter(description = "Fraction of the units to hide, between 0 and 1.")
        double holdOut,

        @Parameter(description = "What is hidden as a whole: single entries, rows or columns.")
        HoldOut.Unit by,

        @Parameter(
                value = "FIELD",
                description = "Rows (with --by columns: columns) that share this metadata field are hidden together.")
        Optional<String> groupField,

        @Parameter(
                description =
                        "Rows (with --by columns: columns) that share a group are hidden together: a text file of label, tab, group.")
        Optional<Path> groupFile,

        @Parameter(description = "Independent rounds of hiding, 1 or more.")
        int repeats,

        @Parameter(description = "Seed of the random choice.")
        long seed,

        @Parameter(
                description =
                        "Shrinkage of the soft-impute baseline as a fraction of the largest singular value, between 0 and 1.")
        double softImpute) {
    /** Every default; the matrix has to be given. */
    public static final EvaluateParameters DEFAULTS = new EvaluateParameters(
            MatrixReference.REQUIRED,
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            ItemAxis.COLUMNS,
            1,
            0.3,
            Centring.TWO_WAY,
            true,
            true,
            0.1,
            HoldOut.Unit.ENTRIES,
            Optional.empty(),
            Optional.empty(),
            1,
            1,
            0.05);

    /** Checks the ranges and that there is one source of features and of groups. */
    public EvaluateParameters {
        PriorChoice.requireConsistent(prior, priorField, priorSelf, refine);
        if (groupField.isPresent() && groupFile.isPresent()) {
            throw new UsageException(
                    "E-FLAG-CONFLICT",
                    "--group-field and --group-file: found both, expected at most one, leave one out");
        }
        ModelSettings.requireValid(axis.form(), depth, ridge, priorSelf, refinements(refine));
        requireFraction("--hold-out", holdOut);
        requireFraction("--soft-impute", softImpute);
        if (repeats < 1) {
            throw new IllegalArgumentException("--repeats " + repeats + ": expected at least 1 round");
        }
    }

    private static void requireFraction(String flag, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(flag + " " + value + ": expected a fraction between 0 and 1");
        }
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
