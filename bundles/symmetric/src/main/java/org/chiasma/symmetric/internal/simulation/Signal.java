package org.chiasma.symmetric.internal.simulation;

/**
 * Entries of the signal e_i' S e_j + b_i + b_j + c, less the decay with distance where there is one, in float32 and
 * symmetric to the bit: the factors take the roots of S, so that every term is the same product whichever column comes
 * first, and the order of summation is that of the factors everywhere. 2 r operations an entry.
 */
final class Signal {
    private static final float DISTANCE_DECAY = 0.9f;
    private static final float BOUNDARY_DECAY = 0.8f;
    private static final int FACTORS_AT_ONCE = 4;

    private final float[][] factors;
    private final float[] signs;
    private final float[] biases;
    private final float constant;
    private final double[] boundariesBefore;
    private final float[] decay;

    private Signal(
            float[][] factors,
            float[] signs,
            float[] biases,
            float constant,
            double[] boundariesBefore,
            float[] decay) {
        this.factors = factors;
        this.signs = signs;
        this.biases = biases;
        this.constant = constant;
        this.boundariesBefore = boundariesBefore;
        this.decay = decay;
    }

    /**
     * Scales what a mechanism made.
     *
     * @param scale of e_i' S e_j
     * @param meanBias taken from the biases, which are then halved; {@code NaN} leaves them as they are
     */
    static Signal of(Embedding embedding, double scale, double meanBias, float constant) {
        int columns = embedding.biases().length;
        int rank = embedding.rank();
        int padded = (rank + FACTORS_AT_ONCE - 1) / FACTORS_AT_ONCE * FACTORS_AT_ONCE;
        float[][] factors = new float[padded][columns];
        float[] signs = new float[padded];
        for (int a = 0; a < rank; a++) {
            double weight = embedding.weights()[a] * scale;
            signs[a] = (float) Math.signum(weight);
            double root = Math.sqrt(Math.abs(weight));
            for (int j = 0; j < columns; j++) {
                factors[a][j] = (float) (root * embedding.factors()[j * rank + a]);
            }
        }
        float[] biases = new float[columns];
        for (int j = 0; j < columns; j++) {
            double bias = embedding.biases()[j];
            biases[j] = (float) (Double.isNaN(meanBias) ? bias : (bias - meanBias) * 0.5);
        }
        double[] before = sumsBefore(embedding.boundaries());
        return new Signal(factors, signs, biases, constant, before, before.length == 0 ? new float[0] : decay(columns));
    }

    /** Columns of the matrix. */
    int size() {
        return biases.length;
    }

    /** Writes entries ({@code row}, {@code firstColumn} + t), {@code count} of them, at most {@link PairCounters#BLOCK}. */
    void fill(int row, int firstColumn, int count, float[] target, int offset, Observation.Scratch scratch) {
        for (int a = 0; a < factors.length; a += FACTORS_AT_ONCE) {
            addFour(a, row, firstColumn, count, target, offset);
        }
        float bias = biases[row];
        for (int t = 0; t < count; t++) {
            target[offset + t] += bias + biases[firstColumn + t] + constant;
        }
        if (decay.length > 0) {
            subtractDecay(row, firstColumn, count, target, offset, scratch);
        }
    }

    private void addFour(int a, int row, int firstColumn, int count, float[] target, int offset) {
        float[] f = factors[a];
        float[] g = factors[a + 1];
        float[] h = factors[a + 2];
        float[] k = factors[a + 3];
        float fi = signs[a] * f[row];
        float gi = signs[a + 1] * g[row];
        float hi = signs[a + 2] * h[row];
        float ki = signs[a + 3] * k[row];
        if (a == 0) {
            for (int t = 0; t < count; t++) {
                int j = firstColumn + t;
                target[offset + t] = fi * f[j] + gi * g[j] + hi * h[j] + ki * k[j];
            }
        } else {
            for (int t = 0; t < count; t++) {
                int j = firstColumn + t;
                target[offset + t] += fi * f[j] + gi * g[j] + hi * h[j] + ki * k[j];
            }
        }
    }

    private void subtractDecay(
            int row, int firstColumn, int count, float[] target, int offset, Observation.Scratch scratch) {
        double here = boundariesBefore[row];
        float[] between = scratch.first;
        for (int t = 0; t < count; t++) {
            between[t] = (float) (1 + Math.abs(here - boundariesBefore[firstColumn + t]));
        }
        SinglePrecision.log(between, count, scratch.second, scratch.third);
        float[] logarithms = scratch.third;
        int diagonal = size() - 1 - row + firstColumn;
        for (int t = 0; t < count; t++) {
            target[offset + t] = target[offset + t] - decay[diagonal + t] - logarithms[t] * BOUNDARY_DECAY;
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
        float[] decay = new float[2 * columns - 1];
        for (int d = 0; d < columns; d++) {
            float value = (float) StrictMath.log1p(d) * DISTANCE_DECAY;
            decay[columns - 1 + d] = value;
            decay[columns - 1 - d] = value;
        }
        return decay;
    }
}
