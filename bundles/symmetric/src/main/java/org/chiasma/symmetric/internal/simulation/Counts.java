package org.chiasma.symmetric.internal.simulation;

/** Poisson counts whose mean is exp(min(signal, 12)). */
record Counts(PairCounters counters) implements Observation {
    private static final double LARGEST_SIGNAL = 12;
    /** Covers the error of the means in single precision. */
    private static final double MARGIN = 1 + 3e-4;

    @Override
    public void observe(Block block) {
        counters.bits(block, 0, block.bits);
        SinglePrecision.exp(block, block.values, block.first);
        for (int t = block.from(); t < block.to(); t++) {
            double u = CounterRandom.uniformOf(block.bits[t]);
            // P(0) = exp(-mean) >= 1 - mean: most pairs of a large map need no more than this.
            boolean zero = u <= 1 - block.first[t] * MARGIN;
            block.values[t] =
                    zero ? 0 : PoissonQuantile.of(u, StrictMath.exp(Math.min(block.values[t], LARGEST_SIGNAL)));
        }
    }
}
