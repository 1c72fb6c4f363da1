package org.chiasma.inverter.internal.sampling;

/**
 * A reproducible stream of random matrices. Matrix k of a stream depends on the seed and on k alone, so that work can be
 * resumed anywhere and split among threads. Safe for use by several threads.
 */
public interface MatrixSampler {
    /** Rows and columns of each matrix. */
    int size();

    /**
     * Makes the matrices {@code first} to {@code first + count - 1} of the stream.
     *
     * @param matrices receives count x n x n, row-major
     */
    void sample(long first, int count, double[] matrices);
}
