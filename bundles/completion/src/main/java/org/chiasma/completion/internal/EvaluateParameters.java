package org.chiasma.completion.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.completion.internal.baseline.HoldOut;

/**
 * Parameters of {@code completion:evaluate}: the model, and what is hidden from it.
 *
 * @param matrix whose observed entries are hidden in part
 * @param model the kernel and its prior
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

        ModelParameters model,

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
            ModelParameters.DEFAULTS,
            0.1,
            HoldOut.Unit.ENTRIES,
            Optional.empty(),
            Optional.empty(),
            1,
            1,
            0.05);

    /** Checks the ranges and that there is one source of groups. */
    public EvaluateParameters {
        if (groupField.isPresent() && groupFile.isPresent()) {
            throw new UsageException(
                    "E-FLAG-CONFLICT",
                    "--group-field and --group-file: found both, expected at most one, leave one out");
        }
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
}
