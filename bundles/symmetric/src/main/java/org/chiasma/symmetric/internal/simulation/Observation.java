package org.chiasma.symmetric.internal.simulation;

/** How the entries of Z come from their signal, with noise that depends on the unordered pair of columns only. */
interface Observation {
    /** The signal itself. */
    Observation NONE = (row, firstColumn, count, values, offset, scratch) -> {};

    /**
     * Replaces signals by observations.
     *
     * @param row i
     * @param firstColumn the first j
     * @param count columns, at most {@link PairCounters#BLOCK}
     * @param values the signals of (i, j), from {@code offset} on
     */
    void observe(long row, long firstColumn, int count, float[] values, int offset, Scratch scratch);

    /** Memory for the steps of one block, reused from block to block by one thread. */
    final class Scratch {
        final long[] bits = new long[PairCounters.BLOCK];
        final long[] moreBits = new long[PairCounters.BLOCK];
        final float[] first = new float[PairCounters.BLOCK];
        final float[] second = new float[PairCounters.BLOCK];
        final float[] third = new float[PairCounters.BLOCK];
    }
}
