package org.chiasma.symmetric.internal.simulation;

/** Adds normal noise of standard deviation {@code sigma}, by Box and Muller in single precision (error below 1e-6). */
record NormalNoise(PairCounters counters, float sigma) implements Observation {
    @Override
    public void observe(Block block) {
        if (sigma == 0) {
            return;
        }
        counters.bits(block, 0, block.bits);
        counters.bits(block, 1, block.moreBits);
        SinglePrecision.minusLogUniform(block, block.bits, block.first);
        SinglePrecision.cosineOfTurns(block, block.moreBits, block.second);
        float[] values = block.values;
        float[] logarithms = block.first;
        float[] cosines = block.second;
        for (int t = block.from(); t < block.to(); t++) {
            values[t] += sigma * ((float) Math.sqrt(2 * logarithms[t]) * cosines[t]);
        }
    }
}
