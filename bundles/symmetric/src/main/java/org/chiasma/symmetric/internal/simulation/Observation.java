package org.chiasma.symmetric.internal.simulation;

/** How the entries of Z come from their signal, with noise that depends on the unordered pair of columns only. */
interface Observation {
    /** The signal itself. */
    Observation NONE = block -> {};

    /** Replaces the values of a block, which are signals, by observations. */
    void observe(Block block);
}
