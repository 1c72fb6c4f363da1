package org.chiasma.tables.internal;

/** What separates the whole part of a number from its fraction. */
public enum DecimalMark {
    /** {@code 1.5}. */
    POINT,
    /** {@code 1,5}. */
    COMMA;

    byte symbol() {
        return this == POINT ? (byte) '.' : (byte) ',';
    }
}
