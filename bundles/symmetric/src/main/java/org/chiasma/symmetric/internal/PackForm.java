package org.chiasma.symmetric.internal;

/** In which form a symmetric matrix comes from elsewhere. */
public enum PackForm {
    /** The strict upper triangle row by row, as scipy's squareform. */
    ROWS,
    /** The upper triangle column by column, as LAPACK packs it. */
    COLUMNS,
    /** All entries. */
    DENSE,
    /** Text: lines "i j value" from 0. */
    COO
}
