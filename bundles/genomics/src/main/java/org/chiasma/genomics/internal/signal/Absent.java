package org.chiasma.genomics.internal.signal;

/** What a base is to which a file gives no value. */
public enum Absent {
    /** A base of value zero. */
    ZERO,
    /** A base left out; a bin without any value is missing. */
    MISSING
}
