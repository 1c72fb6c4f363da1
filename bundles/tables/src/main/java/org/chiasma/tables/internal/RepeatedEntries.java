package org.chiasma.tables.internal;

/** What to do when a sparse file lists an entry twice. */
public enum RepeatedEntries {
    /** Refuse the file. */
    REFUSE,
    /** Add them up. */
    SUM
}
