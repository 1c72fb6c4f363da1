package org.chiasma.symmetric.internal.cost;

/**
 * z_ij = phi_i' W phi_j with p features of each column and W of rank r: D does not appear in what is learned.
 *
 * @param features p
 * @param rank r, at most p
 */
public record LowRankModel(int features, int rank) {
    /** Of the eigenvalues of G, of the products with its eigenvectors, and of the truncation, in p^3. */
    private static final double SMALL_MATRICES = 10;

    private static final int HIDDEN = 256;

    /**
     * The closed form, all of it: M = Phi' Z Phi in one pass over the upper triangle, D^2 p + D p^2 operations, G = Phi'
     * Phi, D p^2, and about 10 p^3 for the solution; memory for Phi (float32) and six p x p matrices (float64).
     */
    public Cost closedForm(long columns) {
        double d = columns;
        double p = features;
        double flops = d * d * p + 2 * d * p * p + SMALL_MATRICES * p * p * p;
        return new Cost(symmetricWeights(), 4 * d * p + 48 * p * p, flops);
    }

    /**
     * A learned encoder of the features, two hidden layers of {@value #HIDDEN} and r outputs, with exact gradients over
     * all pairs: 2 D^2 r operations for Z E, the one product of its size, and three passes through the layers;
     * Adam's 16 bytes a parameter and the layers' outputs, twice.
     */
    public Cost encoder(long columns) {
        double d = columns;
        long weights = (features + 1L) * HIDDEN + (HIDDEN + 1L) * HIDDEN + (HIDDEN + 1L) * rank + rank;
        double layers = 3 * 2 * d * weights;
        return new Cost(weights, 16.0 * weights + 2 * 4 * d * (2 * HIDDEN + rank), 2 * d * d * rank + layers);
    }

    /** A prediction of all pairs from the factors: D^2 r operations. */
    public double predictionFlops(long columns) {
        return (double) columns * columns * rank;
    }

    /** Numbers of the truncated model: B (p x r) and r signs. */
    public long truncatedParameters() {
        return (features + 1L) * rank;
    }

    /** Bytes of all predictions as factors: D x r in float32, and r weights. */
    public long factorBytes(long columns) {
        return 4 * Math.multiplyExact(Math.addExact(columns, 1), rank);
    }

    /** Bytes of the upper triangle with the diagonal, in float32. */
    public static long packedBytes(long columns) {
        return 4 * Math.addExact(Cost.pairs(columns), columns);
    }

    /** Bytes of all D^2 entries in float32. */
    public static long denseBytes(long columns) {
        return 4 * Math.multiplyExact(columns, columns);
    }

    private long symmetricWeights() {
        return Cost.pairs(features + 1L);
    }
}
