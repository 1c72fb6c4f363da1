package org.chiasma.inverter.internal;

import java.util.Locale;

/** How inverses are found; all but the pseudoinverse end with the same certificate. */
public enum InvertMethod {
    /** The direct method that is fastest for the size. */
    AUTO,
    /** Newton-Schulz iteration from a trained network's guess; by blocks where the matrix is larger than the network. */
    NETWORK,
    /** Newton-Schulz iteration from the scaled transpose, or from a warm start. */
    NEWTON,
    /** LU factors with partial pivoting. */
    LAPACK,
    /** Recursion over Schur complements without pivoting; for comparison. */
    SCHUR;

    /** As it is written on the command line. */
    String flag() {
        return "--method " + name().toLowerCase(Locale.ROOT);
    }
}
