package org.chiasma.api.matrix;

/** How the entries of a matrix lie in memory. */
public enum Layout {
    /** Every entry, row by row. */
    DENSE,
    /** A symmetric matrix by its upper triangle with the diagonal, row by row: n (n + 1) / 2 entries. */
    PACKED_SYMMETRIC,
    /** Compressed sparse rows: an entry that is not stored is zero. */
    CSR
}
