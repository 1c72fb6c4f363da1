package org.chiasma.api.matrix;

/** What a matrix says of entries without a value. */
public enum MissingValue {
    /** {@code NaN} marks a missing entry; zero is a value. */
    NAN,
    /** No entry is missing; {@code NaN} does not occur. */
    NONE
}
