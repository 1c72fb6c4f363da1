package org.chiasma.completion.internal;

import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code completion:complete}.
 *
 * @param matrix to complete
 * @param model the kernel and its prior
 * @param truth known values to score against
 * @param mask fraction of the observed entries that is hidden and scored
 * @param seed of the choice of hidden entries
 */
public record CompleteParameters(
        @Parameter(position = 0, description = "The matrix to complete; NaN or an empty cell is missing.")
        MatrixReference matrix,

        ModelParameters model,

        @Parameter(description = "Known values, matched by label, to score the imputed entries against.")
        Optional<MatrixReference> truth,

        @Parameter(
                value = "FRACTION",
                description =
                        "Hide this fraction of the observed entries, between 0 and 1, and score how well they are imputed.")
        Optional<Double> mask,

        @Parameter(description = "Seed of the random choice of --mask.")
        long seed) {
    /** Every default; the matrix has to be given. */
    public static final CompleteParameters DEFAULTS = new CompleteParameters(
            MatrixReference.REQUIRED, ModelParameters.DEFAULTS, Optional.empty(), Optional.empty(), 1);

    /** Checks the fraction, and that there is one source of known values. */
    public CompleteParameters {
        if (mask.isPresent() && !(mask.get() > 0 && mask.get() < 1)) {
            throw new IllegalArgumentException("--mask " + mask.get() + ": expected a fraction between 0 and 1");
        }
        if (mask.isPresent() && truth.isPresent()) {
            throw new UsageException(
                    "E-FLAG-CONFLICT", "--mask and --truth: found both, expected at most one, leave one out");
        }
    }
}
