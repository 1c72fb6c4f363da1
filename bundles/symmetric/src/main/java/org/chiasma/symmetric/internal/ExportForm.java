package org.chiasma.symmetric.internal;

/** In which form a symmetric matrix leaves. */
public enum ExportForm {
    /** Text: lines "i j value" from 0, of the upper triangle. */
    COO,
    /** What cooler load takes: bins as BED, and triplets. */
    COOLER,
    /** The strict upper triangle row by row, as scipy's squareform. */
    ROWS,
    /** The upper triangle column by column, as LAPACK packs it. */
    COLUMNS,
    /** All entries. */
    DENSE
}
