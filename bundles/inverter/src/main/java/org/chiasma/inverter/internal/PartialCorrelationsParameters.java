package org.chiasma.inverter.internal;

import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code inverter:partial-correlations}.
 *
 * @param covariance symmetric and positive definite
 * @param diagonal ways out when it is singular
 */
public record PartialCorrelationsParameters(
        @Parameter(position = 0, description = "A covariance or correlation matrix.")
        MatrixReference covariance,

        DiagonalParameters diagonal) {
    /** No remedy; the matrix has to be given. */
    public static final PartialCorrelationsParameters DEFAULTS =
            new PartialCorrelationsParameters(MatrixReference.REQUIRED, DiagonalParameters.DEFAULTS);
}
