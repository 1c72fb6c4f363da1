package org.chiasma.symmetric.internal.simulation;

/** Poisson counts whose mean is exp(min(signal, 12)). */
record Counts(PairCounters counters) implements Observation {
    private static final double LARGEST_SIGNAL = 12;
    /** Covers the error of the means in single precision. */
    private static final double MARGIN = 1 + 1e-4;

    @Override
    public void observe(long row, long firstColumn, int count, float[] values, int offset, Scratch scratch) {
        counters.bits(row, firstColumn, count, 0, scratch.bits);
        SinglePrecision.exp(values, offset, count, scratch.first, scratch.second);
        for (int t = 0; t < count; t++) {
            double u = CounterRandom.uniformOf(scratch.bits[t]);
            // P(0) = exp(-mean) >= 1 - mean: most pairs of a large map need no more than this.
            boolean zero = u <= 1 - scratch.second[t] * MARGIN;
            values[offset + t] =
                    zero ? 0 : PoissonQuantile.of(u, StrictMath.exp(Math.min(values[offset + t], LARGEST_SIGNAL)));
        }
    }
}
