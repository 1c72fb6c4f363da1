package org.chiasma.shell.internal.transform;

/** What becomes of missing entries. */
public enum MissingEntries {
    /** They stay missing. */
    KEEP,
    /** Zero. */
    ZERO,
    /** The mean of the other entries of the column; zero where there is none. */
    MEAN,
    /** The matrix is refused. */
    REFUSE
}
