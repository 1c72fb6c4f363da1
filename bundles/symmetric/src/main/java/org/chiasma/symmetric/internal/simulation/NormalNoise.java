package org.chiasma.symmetric.internal.simulation;

/** Adds normal noise of standard deviation {@code sigma}, by Box and Muller in single precision (error below 2e-6). */
record NormalNoise(PairCounters counters, float sigma) implements Observation {
    @Override
    public void observe(long row, long firstColumn, int count, float[] values, int offset, Scratch scratch) {
        if (sigma == 0) {
            return;
        }
        counters.bits(row, firstColumn, count, 0, scratch.bits);
        counters.bits(row, firstColumn, count, 1, scratch.moreBits);
        SinglePrecision.minusLogUniform(scratch.bits, count, scratch.first, scratch.second);
        SinglePrecision.cosineOfTurns(scratch.moreBits, count, scratch.first, scratch.third);
        float[] logarithms = scratch.second;
        float[] cosines = scratch.third;
        for (int t = 0; t < count; t++) {
            values[offset + t] += sigma * ((float) Math.sqrt(2 * logarithms[t]) * cosines[t]);
        }
    }
}
