package org.chiasma.tables.internal;

/** What an entry is that a sparse file does not list. */
public enum AbsentEntries {
    /** Zero, as in counts. */
    ZERO,
    /** Not observed, as in a response table with gaps. */
    MISSING
}
