package org.chiasma.inverter.internal.training;

import java.util.BitSet;

/**
 * Distances |I - A X| of guessed inverses, in float64. What is not finite gives {@code NaN}.
 */
final class Residuals {
    private Residuals() {}

    /** |I - A X|_F of every matrix of a batch, count x n x n, row-major. O(count n^3). */
    static double[] frobenius(int n, int count, double[] matrices, double[] inverses) {
        double[] norms = new double[count];
        double[] residual = new double[n * n];
        for (int k = 0; k < count; k++) {
            write(n, k, matrices, inverses, residual);
            norms[k] = norm(residual);
        }
        return norms;
    }

    /**
     * Which guesses lie where Newton-Schulz iteration contracts at once: |I - A X|_2 &lt; 1. The Frobenius norm and the
     * columns' lengths decide most; the spectral norm of the others is computed. O(count n^3).
     */
    static BitSet basin(int n, int count, double[] matrices, double[] inverses) {
        double[] residual = new double[n * n];
        BitSet inside = new BitSet(count);
        for (int k = 0; k < count; k++) {
            write(n, k, matrices, inverses, residual);
            inside.set(k, SpectralNorm.isBelowOne(n, residual));
        }
        return inside;
    }

    /** I - A X of matrix k. */
    private static void write(int n, int k, double[] matrices, double[] inverses, double[] residual) {
        int offset = k * n * n;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = i == j ? 1 : 0;
                for (int l = 0; l < n; l++) {
                    sum -= matrices[offset + i * n + l] * inverses[offset + l * n + j];
                }
                residual[i * n + j] = sum;
            }
        }
    }

    private static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
