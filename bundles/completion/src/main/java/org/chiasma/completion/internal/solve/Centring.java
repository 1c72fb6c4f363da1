package org.chiasma.completion.internal.solve;

/** Which means are taken off a matrix before it is completed, and put back afterwards. */
public enum Centring {
    /** None: unknown entries are drawn towards zero. */
    NONE,
    /** The mean of the observed entries of each row. */
    ROW,
    /** The mean of the observed entries of each column. */
    COLUMN,
    /** Row and column effects, by least squares on the observed entries. */
    TWO_WAY;

    /** This centring of the transposed matrix. */
    public Centring transposed() {
        return switch (this) {
            case ROW -> COLUMN;
            case COLUMN -> ROW;
            case NONE, TWO_WAY -> this;
        };
    }
}
