package org.chiasma.tables.internal;

/** Whether a file may end without the line that ends its last matrix. */
public enum LastEnd {
    /** A file without it is taken for cut short, and refused. */
    REQUIRED,
    /** The end of the file ends the last matrix, too. */
    OPTIONAL
}
