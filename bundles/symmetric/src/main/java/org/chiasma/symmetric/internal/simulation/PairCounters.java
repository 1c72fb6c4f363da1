package org.chiasma.symmetric.internal.simulation;

/**
 * Random bits of the unordered pairs of columns: pair {i, j} has number min(i, j) D + max(i, j), and {@code draws} numbers
 * of a stream. The numbers along a row ascend by D below the diagonal and by 1 above it, so that a row is two loops
 * without branches.
 */
final class PairCounters {
    private final CounterRandom stream;
    private final long size;
    private final int draws;
    private final long[] above = new long[Block.COLUMNS];
    private final long[] below = new long[Block.COLUMNS];

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
        for (int t = 0; t < Block.COLUMNS; t++) {
            above[t] = (long) t * draws * CounterRandom.GOLDEN;
            below[t] = above[t] * size;
        }
    }

    /** Writes number {@code draw} of the pairs of a block. */
    void bits(Block block, int draw, long[] target) {
        bits(block.row(), block.firstColumn(), block.from(), block.to(), draw, target);
    }

    /**
     * Writes number {@code draw} of the pairs of {@code row} with columns {@code firstColumn} + t, for t from {@code from}
     * to {@code to} - 1, to {@code target[t]}.
     */
    void bits(long row, long firstColumn, int from, int to, int draw, long[] target) {
        int middle = (int) Math.max(from, Math.min(to, row - firstColumn));
        fill(firstColumn * size + row, draw, below, from, middle, target);
        fill(row * size + firstColumn, draw, above, middle, to, target);
    }

    private void fill(long firstPair, int draw, long[] ramp, int from, int to, long[] target) {
        long start = stream.key() + (firstPair * draws + draw + 1) * CounterRandom.GOLDEN;
        // The output function of SplitMix64, written out: a call would keep the loop from being vectorised.
        for (int t = from; t < to; t++) {
            long z = start + ramp[t];
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            target[t] = z ^ (z >>> 31);
        }
    }
}
