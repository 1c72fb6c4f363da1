package org.chiasma.symmetric.internal;

/** Which network is trained beside the closed form. */
public enum NetworkKind {
    /** None: the closed form predicts. */
    NONE,
    /** An encoder of columns, started from the closed form. */
    ENCODER,
    /** A network over pairs, for contact maps and other Z in which distance and what lies between count. */
    PAIRS
}
