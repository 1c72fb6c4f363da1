package org.chiasma.symmetric.internal.cost;

import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;

/** How fast this machine multiplies matrices of single precision: products of 1,024 x 1,024, the best of a few. */
public final class SinglePrecisionRate {
    private static final int SIZE = 1024;
    private static final int ATTEMPTS = 4;

    private SinglePrecisionRate() {}

    /** Additions and multiplications per second of wall-clock time, on all threads of the linear algebra. */
    public static double measure(LinearAlgebra algebra) {
        try (FloatMatrix a = filled();
                FloatMatrix b = filled();
                FloatMatrix c = FloatMatrix.zeros(SIZE, SIZE)) {
            double best = 0;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                long start = System.nanoTime();
                algebra.multiply(1, a, false, b, false, 0, c);
                double seconds = Math.max(1, System.nanoTime() - start) * 1e-9;
                best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / seconds);
            }
            return best;
        }
    }

    /** Entries of one magnitude, so that the product meets neither zeros nor denormal numbers. */
    private static FloatMatrix filled() {
        FloatMatrix matrix = FloatMatrix.zeros(SIZE, SIZE);
        float[] row = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                row[j] = 1 + (i + j) % 7;
            }
            matrix.writeRow(i, 0, row, 0, SIZE);
        }
        return matrix;
    }
}
