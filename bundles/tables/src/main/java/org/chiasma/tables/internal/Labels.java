package org.chiasma.tables.internal;

/** Which axes of a delimited table carry labels. */
public enum Labels {
    /** A header line and a first column. */
    BOTH,
    /** A first column, no header line. */
    ROWS,
    /** A header line, no first column. */
    COLUMNS,
    /** Numbers only. */
    NONE;

    boolean onRows() {
        return this == BOTH || this == ROWS;
    }

    boolean onColumns() {
        return this == BOTH || this == COLUMNS;
    }
}
