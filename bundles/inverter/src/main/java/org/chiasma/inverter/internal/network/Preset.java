package org.chiasma.inverter.internal.network;

/** A network by name, with the settings that belong to it. */
public enum Preset {
    /** Canonical form, a small residual core, an optimal scalar and Newton-Schulz layers inside. */
    CERTIFIED,
    /** The residual network of the question-and-answer post, trained on the squared error of the inverse. */
    SEED,
    /** The same network, trained on the Frobenius residual, after DeepMatrixInversion. */
    DEEPMATRIXINVERSION,
    /** Product units that learn the adjugate. */
    PRODUCT,
    /** Chebyshev-scaled Newton-Schulz with one learned number. */
    CHEBYSHEV
}
