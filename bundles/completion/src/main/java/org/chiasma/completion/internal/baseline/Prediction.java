package org.chiasma.completion.internal.baseline;

/** A guess of the entries of a matrix. */
@FunctionalInterface
public interface Prediction {
    /** The guess of entry (i, j). */
    double at(int i, int j);
}
