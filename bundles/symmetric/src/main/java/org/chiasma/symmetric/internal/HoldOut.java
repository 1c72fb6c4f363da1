package org.chiasma.symmetric.internal;

/** What is held out of the training in {@code symmetric:evaluate}. */
public enum HoldOut {
    /** Columns, and all pairs that have one of them. */
    COLUMNS,
    /** Whole chromosomes. */
    CHROMOSOMES,
    /** Whole examples. */
    EXAMPLES,
    /** Single pairs, whose columns are seen with others: flatters. */
    PAIRS
}
