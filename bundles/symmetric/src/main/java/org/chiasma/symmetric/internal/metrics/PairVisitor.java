package org.chiasma.symmetric.internal.metrics;

/** Takes the pairs i &lt; j of an observed and a predicted matrix, a piece of a row at a time, in any order, each once. */
public interface PairVisitor {
    /**
     * The pairs (row, firstColumn + k), k = 0 .. count - 1; their entries are at {@code offset + k}.
     *
     * @param firstColumn more than {@code row}
     * @param observed {@code NaN} where nothing was observed
     * @param predicted {@code NaN} where nothing was predicted
     */
    void accept(int row, int firstColumn, double[] observed, double[] predicted, int offset, int count);
}
