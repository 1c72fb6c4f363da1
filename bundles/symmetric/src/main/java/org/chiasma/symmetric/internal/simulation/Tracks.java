package org.chiasma.symmetric.internal.simulation;

import java.util.stream.IntStream;

/**
 * N tracks over D columns, standard normal in every entry, float32. Along a row the entries are independent, or follow a
 * first-order autoregression a_j = rho a_(j-1) + sqrt(1 - rho^2) n_j with a_(-1) = 0.
 */
final class Tracks {
    private static final int COLUMN_BLOCK = 512;

    private Tracks() {}

    /** Draws {@code rows} x {@code columns} entries, row by row, from one stream. */
    static float[][] draw(int rows, int columns, CounterRandom random, double rho) {
        double innovation = Math.sqrt(1 - rho * rho);
        float[][] tracks = new float[rows][columns];
        IntStream.range(0, rows).parallel().forEach(n -> {
            double state = 0;
            for (int j = 0; j < columns; j++) {
                state = rho * state + innovation * random.normal((long) n * columns + j);
                tracks[n][j] = (float) state;
            }
        });
        return tracks;
    }

    /**
     * V A, where row j of V is column j of X above column j of Y.
     *
     * @param weights A, 2N x {@code width}, row-major
     * @return D x {@code width}, row-major
     */
    static double[] project(float[][] x, float[][] y, double[] weights, int width) {
        int columns = x[0].length;
        double[] projected = new double[Math.multiplyExact(columns, width)];
        IntStream.range(0, (columns + COLUMN_BLOCK - 1) / COLUMN_BLOCK)
                .parallel()
                .forEach(block -> {
                    int end = Math.min(columns, (block + 1) * COLUMN_BLOCK);
                    for (int j = block * COLUMN_BLOCK; j < end; j++) {
                        for (int n = 0; n < x.length; n++) {
                            addScaled(x[n][j], weights, n * width, projected, j * width, width);
                        }
                        for (int n = 0; n < y.length; n++) {
                            addScaled(y[n][j], weights, (x.length + n) * width, projected, j * width, width);
                        }
                    }
                });
        return projected;
    }

    private static void addScaled(double factor, double[] source, int from, double[] target, int to, int count) {
        for (int c = 0; c < count; c++) {
            target[to + c] += factor * source[from + c];
        }
    }
}
