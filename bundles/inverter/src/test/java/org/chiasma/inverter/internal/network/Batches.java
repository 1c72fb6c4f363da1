package org.chiasma.inverter.internal.network;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random matrices, their inverses by commons-math3, and how good guesses are. */
final class Batches {
    private Batches() {}

    /** Uniform in [-1, 1], with a determinant of at least 0.1 in magnitude. */
    static double[] uniform(int n, int count, long seed) {
        return uniform(n, count, 0.1, seed);
    }

    static double[] uniform(int n, int count, double smallestDeterminant, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] matrices = new double[count * n * n];
        for (int k = 0; k < count; k++) {
            do {
                for (int e = 0; e < n * n; e++) {
                    matrices[k * n * n + e] = 2 * random.nextDouble() - 1;
                }
            } while (Math.abs(decomposition(n, matrices, k).getDeterminant()) < smallestDeterminant);
        }
        return matrices;
    }

    static double[] inverses(int n, double[] matrices) {
        double[] inverses = new double[matrices.length];
        for (int k = 0; k < matrices.length / (n * n); k++) {
            double[][] inverse =
                    decomposition(n, matrices, k).getSolver().getInverse().getData();
            for (int i = 0; i < n; i++) {
                System.arraycopy(inverse[i], 0, inverses, (k * n + i) * n, n);
            }
        }
        return inverses;
    }

    private static LUDecomposition decomposition(int n, double[] matrices, int k) {
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrices, (k * n + i) * n, rows[i], 0, n);
        }
        return new LUDecomposition(new Array2DRowRealMatrix(rows, false), 1e-300);
    }

    /** |I - A X|_F of every matrix. */
    static double[] residuals(int n, double[] matrices, double[] inverses) {
        double[] residuals = new double[matrices.length / (n * n)];
        for (int k = 0; k < residuals.length; k++) {
            double squares = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double entry = i == j ? 1 : 0;
                    for (int l = 0; l < n; l++) {
                        entry -= matrices[(k * n + i) * n + l] * inverses[(k * n + l) * n + j];
                    }
                    squares += entry * entry;
                }
            }
            residuals[k] = Math.sqrt(squares);
        }
        return residuals;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Values of so many rows in float64. */
    static INDArray wide(float[] values, int rows) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return Nd4j.createFromArray(wide).reshape('c', rows, values.length / rows);
    }
}
