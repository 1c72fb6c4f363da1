package org.chiasma.symmetric.internal.simulation;

import java.util.Arrays;

/**
 * Entries of the signal e_i' S e_j + b_i + b_j + c, less the decay with distance where there is one, in float32 and
 * symmetric to the bit: the factors take the roots of S, so that every term is the same product whichever column comes
 * first, and the order of summation is that of the factors everywhere. 2 r operations an entry.
 */
final class Signal {
    private static final float DISTANCE_DECAY = 0.9f;
    private static final float BOUNDARY_DECAY = 0.8f;
    private static final int FACTORS_AT_ONCE = 4;

    private final Columns[] blocks;
    private final float[] signs;
    private final float constant;
    private final int size;
    private final float[] decay;

    private Signal(Columns[] blocks, float[] signs, float constant, int size, float[] decay) {
        this.blocks = blocks;
        this.signs = signs;
        this.constant = constant;
        this.size = size;
        this.decay = decay;
    }

    /**
     * Scales what a mechanism made.
     *
     * @param scale of e_i' S e_j
     * @param meanBias taken from the biases, which are then halved; {@code NaN} leaves them as they are
     */
    static Signal of(Embedding embedding, double scale, double meanBias, float constant) {
        int size = embedding.biases().length;
        int rank = embedding.rank();
        int padded = (rank + FACTORS_AT_ONCE - 1) / FACTORS_AT_ONCE * FACTORS_AT_ONCE;
        float[] signs = new float[padded];
        double[] roots = new double[rank];
        for (int a = 0; a < rank; a++) {
            double weight = embedding.weights()[a] * scale;
            signs[a] = (float) Math.signum(weight);
            roots[a] = Math.sqrt(Math.abs(weight));
        }
        double[] before = sumsBefore(embedding.boundaries());
        Columns[] blocks = new Columns[Block.count(size)];
        for (int j = 0; j < size; j++) {
            int t = j % Block.COLUMNS;
            if (t == 0) {
                blocks[j / Block.COLUMNS] = new Columns(
                        new float[padded][Block.COLUMNS], new float[Block.COLUMNS], new double[Block.COLUMNS]);
            }
            Columns block = blocks[j / Block.COLUMNS];
            for (int a = 0; a < rank; a++) {
                block.factors[a][t] = (float) (roots[a] * embedding.factors()[j * rank + a]);
            }
            double bias = embedding.biases()[j];
            block.biases[t] = (float) (Double.isNaN(meanBias) ? bias : (bias - meanBias) * 0.5);
            block.boundariesBefore[t] = before.length == 0 ? 0 : before[j];
        }
        return new Signal(blocks, signs, constant, size, before.length == 0 ? new float[0] : decay(size));
    }

    /** Columns of the matrix. */
    int size() {
        return size;
    }

    /** Fills the values of a block. */
    void fill(Block block) {
        float[] values = block.values;
        Columns there = blocks[block.number()];
        Columns here = blocks[block.row() / Block.COLUMNS];
        int row = block.row() % Block.COLUMNS;
        Arrays.fill(values, block.from(), block.to(), 0);
        for (int a = 0; a < signs.length; a += FACTORS_AT_ONCE) {
            addFour(a, row, here, there, block);
        }
        float[] biases = there.biases;
        float bias = here.biases[row];
        for (int t = block.from(); t < block.to(); t++) {
            values[t] += bias + biases[t] + constant;
        }
        if (decay.length > 0) {
            subtractDecay(here.boundariesBefore[row], there.boundariesBefore, block);
        }
    }

    private void addFour(int a, int row, Columns here, Columns there, Block block) {
        float[] values = block.values;
        float[] f = there.factors[a];
        float[] g = there.factors[a + 1];
        float[] h = there.factors[a + 2];
        float[] k = there.factors[a + 3];
        float fi = signs[a] * here.factors[a][row];
        float gi = signs[a + 1] * here.factors[a + 1][row];
        float hi = signs[a + 2] * here.factors[a + 2][row];
        float ki = signs[a + 3] * here.factors[a + 3][row];
        for (int t = block.from(); t < block.to(); t++) {
            values[t] += fi * f[t] + gi * g[t] + hi * h[t] + ki * k[t];
        }
    }

    private void subtractDecay(double here, double[] there, Block block) {
        float[] values = block.values;
        float[] between = block.first;
        float[] logarithms = block.second;
        for (int t = block.from(); t < block.to(); t++) {
            between[t] = (float) (1 + Math.abs(here - there[t]));
        }
        SinglePrecision.log(block, between, logarithms);
        float[] distances = block.first;
        int nearest = size - 1 - block.row() + block.firstColumn() + block.from();
        System.arraycopy(decay, nearest, distances, block.from(), block.to() - block.from());
        for (int t = block.from(); t < block.to(); t++) {
            values[t] = values[t] - distances[t] - logarithms[t] * BOUNDARY_DECAY;
        }
    }

    private static double[] sumsBefore(double[] strengths) {
        double[] sums = new double[strengths.length];
        for (int j = 1; j < sums.length; j++) {
            sums[j] = sums[j - 1] + strengths[j - 1];
        }
        return sums;
    }

    /** 0.9 log(1 + |d|) for d from -(D - 1) to D - 1, both sides, so that rows are read forwards. */
    private static float[] decay(int columns) {
        float[] decay = new float[Math.multiplyExact(2, columns) - 1];
        for (int d = 0; d < columns; d++) {
            float value = (float) StrictMath.log1p(d) * DISTANCE_DECAY;
            decay[columns - 1 + d] = value;
            decay[columns - 1 - d] = value;
        }
        return decay;
    }

    /** What a block of columns brings, each array by the column within the block. */
    @SuppressWarnings("ArrayRecordComponent") // a row of arrays, never compared
    private record Columns(float[][] factors, float[] biases, double[] boundariesBefore) {}
}
