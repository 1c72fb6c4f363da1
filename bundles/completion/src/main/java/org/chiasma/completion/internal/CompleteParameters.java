package org.chiasma.completion.internal;

import java.util.Optional;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code completion:complete}.
 *
 * @param matrix to complete
 * @param model the kernel and its prior
 * @param truth known values to score against
 */
public record CompleteParameters(
        @Parameter(position = 0, description = "The matrix to complete; NaN or an empty cell is missing.")
        MatrixReference matrix,

        ModelParameters model,

        @Parameter(description = "Known values, matched by label, to score the imputed entries against.")
        Optional<MatrixReference> truth) {
    /** Every default; the matrix has to be given. */
    public static final CompleteParameters DEFAULTS =
            new CompleteParameters(MatrixReference.REQUIRED, ModelParameters.DEFAULTS, Optional.empty());
}
