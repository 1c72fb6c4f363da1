package org.chiasma.symmetric.internal.simulation;

/** Edges 1 with the probability 1 / (1 + exp(-signal)), 0 otherwise. */
record Edges(PairCounters counters) implements Observation {
    /** Far above the error of the probabilities in single precision. */
    private static final double DOUBT = 3e-4;

    @Override
    public void observe(Block block) {
        counters.bits(block, 0, block.bits);
        SinglePrecision.exp(block, block.values, block.first);
        for (int t = block.from(); t < block.to(); t++) {
            double u = CounterRandom.uniformOf(block.bits[t]);
            double odds = block.first[t];
            double p = odds / (1 + odds);
            if (Math.abs(u - p) < DOUBT * p) {
                p = 1 / (1 + StrictMath.exp(-block.values[t]));
            }
            block.values[t] = u < p ? 1 : 0;
        }
    }
}
