package org.chiasma.inverter.internal.inversion;

/** Guesses inverses for Newton-Schulz iteration to begin with. Safe for use by several threads. */
public interface StartingGuess {
    /** What to name it in certificates. */
    Start start();

    /**
     * Guesses the inverses of a batch. A guess may be arbitrarily bad, even not finite: it is checked before use.
     *
     * @param n rows and columns of each matrix
     * @param count number of matrices
     * @param matrices count x n x n, row-major, one after the other; finite
     * @param inverses receives the guesses, in the same layout
     */
    void guess(int n, int count, double[] matrices, double[] inverses);
}
