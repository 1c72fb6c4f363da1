package org.chiasma.inverter.internal;

import java.util.Optional;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code inverter:solve}.
 *
 * @param matrix A
 * @param rightHandSides B
 * @param ridge weight of the solution's length
 */
public record SolveParameters(
        @Parameter(position = 0, description = "The matrix A of the equations A x = b, of any shape and rank.")
        MatrixReference matrix,

        @Parameter(
                position = 1,
                description =
                        "The right-hand sides b, one in each column; rows are matched with those of A by label where both have labels.")
        MatrixReference rightHandSides,

        @Parameter(
                value = "LAMBDA",
                description = "Ridge regression: minimise |A x - b|^2 + LAMBDA |x|^2 instead of solving exactly.")
        Optional<Double> ridge) {
    /** Every default; both matrices have to be given. */
    public static final SolveParameters DEFAULTS =
            new SolveParameters(MatrixReference.REQUIRED, MatrixReference.REQUIRED, Optional.empty());

    /** Checks the range. */
    public SolveParameters {
        if (ridge.isPresent() && !(ridge.get() > 0 && ridge.get() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("--ridge " + ridge.get() + ": expected a positive number");
        }
    }
}
