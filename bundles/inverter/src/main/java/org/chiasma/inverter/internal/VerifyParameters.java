package org.chiasma.inverter.internal;

import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code inverter:verify}.
 *
 * @param matrices one matrix or a stack
 * @param inverses their inverses or pseudoinverses
 * @param tolerance largest deviation that passes
 */
public record VerifyParameters(
        @Parameter(position = 0, description = "The matrices: one, or a stack of any number, of any shape.")
        MatrixReference matrices,

        @Parameter(position = 1, description = "Their inverses or pseudoinverses, in the same order.")
        MatrixReference inverses,

        @Parameter(
                description =
                        "Largest deviation from each of the four Penrose conditions, relative to what it is a deviation of. What rounding the entries of a perfect inverse explains passes in any case.")
        double tolerance) {
    /** Nine digits. */
    public static final VerifyParameters DEFAULTS =
            new VerifyParameters(MatrixReference.REQUIRED, MatrixReference.REQUIRED, 1e-9);

    /** Checks the tolerance. */
    public VerifyParameters {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("--tolerance " + tolerance + ": expected 0 or more, and less than 1");
        }
    }
}
