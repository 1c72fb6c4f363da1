package org.chiasma.inverter.internal.network;

/** What training makes small, as a mean over the batch. */
public enum Loss {
    /** The squared error of the entries of the target (the inverse, or the adjugate). */
    MSE,
    /** The Frobenius residual |I - A X|_F. */
    RESIDUAL,
    /** The logarithm of the Frobenius residual. */
    LOG_RESIDUAL
}
