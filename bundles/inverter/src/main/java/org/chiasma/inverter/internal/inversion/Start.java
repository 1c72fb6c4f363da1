package org.chiasma.inverter.internal.inversion;

/** What a certified inverse was refined from. */
public enum Start {
    /** The adjugate over the determinant, for n up to 4. */
    COFACTORS,
    /** Gauss-Jordan elimination in Java. */
    GAUSS_JORDAN,
    /** LU factors with partial pivoting. */
    LU,
    /** Schur complements without pivoting. */
    SCHUR,
    /** The scaled transpose, A^T / (|A|_1 |A|_inf). */
    TRANSPOSE,
    /** A network's guess. */
    NETWORK,
    /** The inverse of a similar matrix, given by the user. */
    WARM
}
