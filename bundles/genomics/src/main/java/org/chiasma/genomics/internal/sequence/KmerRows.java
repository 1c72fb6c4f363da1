package org.chiasma.genomics.internal.sequence;

/** Which k-mers have a row. */
public enum KmerRows {
    /** All that can be written, so that matrices of several files have the same rows. */
    ALL,
    /** Those that occur. */
    PRESENT
}
