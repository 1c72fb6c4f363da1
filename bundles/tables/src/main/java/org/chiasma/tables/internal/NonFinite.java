package org.chiasma.tables.internal;

/** What to do with numbers that are not finite. */
public enum NonFinite {
    /** Refuse the file, naming the cell. */
    REFUSE,
    /** Take them as they are. */
    ACCEPT
}
