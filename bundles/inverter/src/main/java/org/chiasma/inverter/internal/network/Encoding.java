package org.chiasma.inverter.internal.network;

/**
 * How a network sees matrices, and how its answers are read back: scaling, or the canonical form. Immutable; the state
 * of one batch is in {@link Encoded}.
 */
public interface Encoding {
    /**
     * Encodes a batch.
     *
     * @param n rows and columns of each matrix
     * @param count number of matrices
     * @param matrices count x n x n, row-major; finite
     */
    Encoded encode(int n, int count, double[] matrices);

    /** A batch as the network sees it. */
    interface Encoded {
        /** The matrices, count x n x n, row-major. */
        float[] inputs();

        /** What the loss compares with, count x n x n, from the inverses of the matrices as they were given. */
        float[] targets(double[] inverses);

        /** Reads the network's answers back into inverses of the matrices as they were given. */
        void decode(float[] outputs, double[] inverses);
    }
}
