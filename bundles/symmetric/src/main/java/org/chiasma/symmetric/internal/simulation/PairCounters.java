package org.chiasma.symmetric.internal.simulation;

/**
 * Random bits of the unordered pairs of columns: pair {i, j} has number min(i, j) D + max(i, j), and {@code draws} numbers
 * of a stream. The numbers along a row ascend by D below the diagonal and by 1 above it, so that a row is two loops
 * without branches.
 */
final class PairCounters {
    /** Most pairs of one call. */
    static final int BLOCK = 1024;

    private final CounterRandom stream;
    private final long size;
    private final int draws;
    private final long[] above = new long[BLOCK];
    private final long[] below = new long[BLOCK];

    /**
     * Counters of a matrix.
     *
     * @param size D, the columns of the matrix
     * @param draws numbers of the stream that each pair has
     */
    PairCounters(CounterRandom stream, long size, int draws) {
        this.stream = stream;
        this.size = size;
        this.draws = draws;
        for (int t = 0; t < BLOCK; t++) {
            above[t] = (long) t * draws * CounterRandom.GOLDEN;
            below[t] = above[t] * size;
        }
    }

    /**
     * Writes number {@code draw} of the pairs of {@code row} with {@code count} columns, at most {@link #BLOCK}, from
     * {@code firstColumn} on.
     */
    void bits(long row, long firstColumn, int count, int draw, long[] target) {
        int left = (int) Math.max(0, Math.min(count, row - firstColumn));
        fill(firstColumn * size + row, draw, below, 0, left, target);
        fill(row * size + firstColumn + left, draw, above, left, count, target);
    }

    private void fill(long firstPair, int draw, long[] ramp, int from, int to, long[] target) {
        long start = stream.key() + (firstPair * draws + draw + 1) * CounterRandom.GOLDEN;
        int length = to - from;
        // The output function of SplitMix64, written out: a call would keep the loop from being vectorised.
        for (int t = 0; t < length; t++) {
            long z = start + ramp[t];
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            target[from + t] = z ^ (z >>> 31);
        }
    }
}
