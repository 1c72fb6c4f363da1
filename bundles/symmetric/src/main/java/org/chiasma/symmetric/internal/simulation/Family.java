package org.chiasma.symmetric.internal.simulation;

import java.util.Arrays;

/**
 * Families of synthetic examples: how Z comes from the columns v_j = (x_j, y_j), 2N standard normal numbers each. W_k
 * are the normal random weights of the model, row i scaled by 1/sqrt of their number.
 */
public enum Family {
    /** Positive semi-definite of rank 8, and linear: e_j = W_3' v_j; real values with normal noise. */
    PSD {
        @Override
        Embedding embed(float[][] x, float[][] y, Weights weights) {
            double[] factors = Tracks.project(x, y, weights.normal(3, 2 * x.length, RANK, 1), RANK);
            double[] ones = new double[RANK];
            Arrays.fill(ones, 1);
            return new Embedding(RANK, factors, ones, new double[x[0].length], NONE);
        }

        @Override
        Observation observation(Simulation simulation, CounterRandom random) {
            return new NormalNoise(new PairCounters(random, simulation.columns(), 2), simulation.noise());
        }
    },
    /**
     * Indefinite of rank 8, and non-linear: e_j = tanh(1.5 W_5' h_j) with signs + - + - ..., h_j = tanh(1.5 W_4' v_j), a
     * bias linear in h_j; real values with normal noise.
     */
    INDEFINITE {
        @Override
        Embedding embed(float[][] x, float[][] y, Weights weights) {
            return twoLayers(x, y, weights);
        }

        @Override
        Observation observation(Simulation simulation, CounterRandom random) {
            return new NormalNoise(new PairCounters(random, simulation.columns(), 2), simulation.noise());
        }
    },
    /** A sparse network: edges 0 and 1, whose log odds are twice the signal of INDEFINITE, less 5. */
    NETWORK {
        @Override
        Embedding embed(float[][] x, float[][] y, Weights weights) {
            return twoLayers(x, y, weights);
        }

        @Override
        double deviation() {
            return 2;
        }

        @Override
        float constant() {
            return -5;
        }

        @Override
        Observation observation(Simulation simulation, CounterRandom random) {
            return new Edges(new PairCounters(random, simulation.columns(), 1));
        }
    },
    /**
     * A contact map over bins of one chromosome: Poisson counts with log mean
     * 6 - 0.9 log(1 + |i - j|) - 0.8 log(1 + |C_i - C_j|) + 0.6 c_i c_j + b_i + b_j, with compartments c, biases b, and C
     * the sum of the boundary strengths before a bin. Tracks are autocorrelated along the chromosome.
     */
    CONTACTS {
        @Override
        Embedding embed(float[][] x, float[][] y, Weights weights) {
            double[] compartments = Tracks.project(x, y, weights.normal(7, 2 * x.length, 1, 2), 1);
            double[] biases = Tracks.project(x, y, weights.normal(8, 2 * x.length, 1, 2), 1);
            double[] boundaries = Tracks.project(x, y, weights.normal(9, 2 * x.length, 1, 1), 1);
            Arrays.setAll(compartments, j -> StrictMath.tanh(compartments[j]));
            Arrays.setAll(biases, j -> 0.15 * StrictMath.tanh(biases[j]));
            Arrays.setAll(boundaries, j -> 0.25 * StrictMath.log1p(StrictMath.exp(4 * boundaries[j] - 4)));
            return new Embedding(1, compartments, new double[] {0.6}, biases, boundaries);
        }

        @Override
        double autocorrelation() {
            return 0.9;
        }

        @Override
        double deviation() {
            return Double.NaN;
        }

        @Override
        float constant() {
            return 6;
        }

        @Override
        Observation observation(Simulation simulation, CounterRandom random) {
            return new Counts(new PairCounters(random, simulation.columns(), 1));
        }
    };

    private static final int RANK = 8;
    private static final int HIDDEN = 32;
    private static final double[] NONE = {};

    /** Factors, weights, biases and boundaries before they are scaled. */
    abstract Embedding embed(float[][] x, float[][] y, Weights weights);

    /** How an entry comes from its signal. */
    abstract Observation observation(Simulation simulation, CounterRandom random);

    /** Correlation of neighbouring entries along a track. */
    double autocorrelation() {
        return 0;
    }

    /** Standard deviation of e_i' S e_j over pairs of columns; {@code NaN} when the mechanism has a scale of its own. */
    double deviation() {
        return 1;
    }

    /** Whether the noise is set by a ceiling; the other families have the noise of their counts or edges. */
    public boolean hasCeiling() {
        return this == PSD || this == INDEFINITE;
    }

    /** Whether the columns are bins along a chromosome. */
    public boolean hasBins() {
        return this == CONTACTS;
    }

    /** What is added to every signal. */
    float constant() {
        return 0;
    }

    private static Embedding twoLayers(float[][] x, float[][] y, Weights weights) {
        double[] hidden = Tracks.project(x, y, weights.normal(4, 2 * x.length, HIDDEN, 1.5), HIDDEN);
        Arrays.parallelSetAll(hidden, i -> StrictMath.tanh(hidden[i]));
        double[] factors = product(hidden, weights.normal(5, HIDDEN, RANK, 1.5), RANK);
        Arrays.parallelSetAll(factors, i -> StrictMath.tanh(factors[i]));
        double[] signs = new double[RANK];
        Arrays.setAll(signs, a -> a % 2 == 0 ? 1 : -1);
        return new Embedding(RANK, factors, signs, product(hidden, weights.normal(6, HIDDEN, 1, 1), 1), NONE);
    }

    /** H B, with H of rows of {@link #HIDDEN} and B of that many rows of {@code width}. */
    private static double[] product(double[] hidden, double[] weights, int width) {
        double[] product = new double[hidden.length / HIDDEN * width];
        for (int j = 0; j < hidden.length / HIDDEN; j++) {
            for (int h = 0; h < HIDDEN; h++) {
                for (int c = 0; c < width; c++) {
                    product[j * width + c] += hidden[j * HIDDEN + h] * weights[h * width + c];
                }
            }
        }
        return product;
    }

    /**
     * The random weights of a model.
     *
     * @param model its number
     */
    record Weights(long model) {
        private static final long FIRST_SEED = 1000;

        /** Normal numbers of standard deviation {@code scale} / sqrt({@code rows}), row-major. */
        double[] normal(long stream, int rows, int columns, double scale) {
            double[] drawn = new CounterRandom(FIRST_SEED + model, stream).normals(rows * columns);
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = drawn[i] / Math.sqrt(rows) * scale;
            }
            return drawn;
        }
    }
}
