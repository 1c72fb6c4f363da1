package org.chiasma.symmetric.internal.model;

/**
 * The entries of Z between the columns of one example, on the scale on which a model adds up. {@code NaN} is missing. The
 * diagonal may hold anything: it is no pair. Symmetric; safe for use by several threads.
 */
public interface Target {
    /** D. */
    int size();

    /** Whether single precision holds the entries as they are. */
    boolean isSingle();

    /** Copies a rectangle, row-major without gaps. */
    void copy(int firstRow, int firstColumn, int rows, int columns, double[] target);

    /** The same entries on their own scale, for what is fitted by likelihood. */
    default Target raw() {
        throw new UnsupportedOperationException("no entries on their own scale");
    }
}
