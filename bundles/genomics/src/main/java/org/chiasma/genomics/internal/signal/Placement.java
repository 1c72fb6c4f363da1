package org.chiasma.genomics.internal.signal;

/** Where an interval lies. */
public enum Placement {
    /** On all its bases. */
    BASES,
    /** On its middle base alone, {@code floor((start + end) / 2)}, so that it falls into one bin. */
    MIDPOINT
}
