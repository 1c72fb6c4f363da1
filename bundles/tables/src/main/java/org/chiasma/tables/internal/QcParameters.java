package org.chiasma.tables.internal;

import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code qc}.
 *
 * @param matrix what to look at
 * @param worst how many of the worst rows and columns are told
 */
public record QcParameters(
        @Parameter(position = 0, description = "Name on the bus, or a file.")
        MatrixReference matrix,

        @Parameter(value = "N", description = "How many of the rows and columns with most missing entries are listed.")
        int worst) {
    /** Ten of the worst. */
    public static final QcParameters DEFAULTS = new QcParameters(MatrixReference.REQUIRED, 10);

    /** Checks the number. */
    public QcParameters {
        if (worst < 0) {
            throw new IllegalArgumentException("--worst: found " + worst + ", expected at least 0");
        }
    }
}
