package org.chiasma.symmetric.internal.simulation;

/** Edges 1 with the probability 1 / (1 + exp(-signal)), 0 otherwise. */
record Edges(PairCounters counters) implements Observation {
    /** Far above the error of the probabilities in single precision. */
    private static final double DOUBT = 1e-4;

    @Override
    public void observe(long row, long firstColumn, int count, float[] values, int offset, Scratch scratch) {
        counters.bits(row, firstColumn, count, 0, scratch.bits);
        SinglePrecision.exp(values, offset, count, scratch.first, scratch.second);
        for (int t = 0; t < count; t++) {
            double u = CounterRandom.uniformOf(scratch.bits[t]);
            double odds = scratch.second[t];
            double p = odds / (1 + odds);
            if (Math.abs(u - p) < DOUBT * p) {
                p = 1 / (1 + StrictMath.exp(-values[offset + t]));
            }
            values[offset + t] = u < p ? 1 : 0;
        }
    }
}
