package org.chiasma.completion.internal.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.chiasma.api.Progress;
import org.chiasma.completion.internal.Golden;
import org.chiasma.completion.internal.kernel.ReluKernel;
import org.chiasma.completion.internal.kernel.UnitRows;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.junit.jupiter.api.Test;

class ProductCompletionTest {
    private final LinearAlgebra algebra = new LinearAlgebra();

    private OffHeapMatrix kernel(int items, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] features = IntStream.range(0, items)
                .mapToObj(i -> random.doubles(4, -1, 1).toArray())
                .toArray(double[][]::new);
        try (UnitRows rows = UnitRows.of(Golden.matrix(features))) {
            OffHeapMatrix gram = new ReluKernel(algebra, rows, 1).gram(Progress.NONE);
            Selection.mirrorLower(gram);
            return gram;
        }
    }

    /** The whole (q n) x (q n) system by LU in commons-math. */
    @Test
    void equalsTheDenseSolutionOverEntries() {
        double[][] values = new double[5][7];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 7; j++) {
                values[i][j] = (3 * i + 2 * j) % 4 == 0 ? Double.NaN : Math.sin(i + 2.0 * j);
            }
        }
        try (OffHeapMatrix rowKernel = kernel(5, 1);
                OffHeapMatrix columnKernel = kernel(7, 2);
                OffHeapMatrix matrix = Golden.matrix(values)) {
            int[] observed = IntStream.range(0, 35)
                    .filter(k -> !Double.isNaN(values[k / 7][k % 7]))
                    .toArray();
            double[][] system = new double[observed.length][observed.length];
            double[] right = new double[observed.length];
            for (int a = 0; a < observed.length; a++) {
                right[a] = values[observed[a] / 7][observed[a] % 7];
                for (int b = 0; b < observed.length; b++) {
                    system[a][b] = product(rowKernel, columnKernel, observed[a], observed[b]) + (a == b ? 0.5 : 0);
                }
            }
            double[] weights = new LUDecomposition(new Array2DRowRealMatrix(system))
                    .getSolver()
                    .solve(new ArrayRealVector(right))
                    .toArray();
            double reached =
                    new ProductCompletion(algebra, rowKernel, columnKernel, 0.5).complete(matrix, Progress.NONE);
            assertEquals(0, reached, 1e-5);
            for (int k = 0; k < 35; k++) {
                double expected = values[k / 7][k % 7];
                if (Double.isNaN(expected)) {
                    expected = 0;
                    for (int b = 0; b < observed.length; b++) {
                        expected += product(rowKernel, columnKernel, k, observed[b]) * weights[b];
                    }
                    assertEquals(expected, matrix.get(k / 7, k % 7), 1e-4);
                } else {
                    assertEquals(expected, matrix.get(k / 7, k % 7));
                }
            }
        }
    }

    private static double product(OffHeapMatrix rows, OffHeapMatrix columns, int a, int b) {
        return rows.get(a / 7, b / 7) * columns.get(a % 7, b % 7);
    }

    @Test
    void refusesAProductWithoutFeaturesOrNoise() {
        assertThrows(
                IllegalArgumentException.class, () -> ModelSettings.requireValid(KernelForm.PRODUCT, 1, 0.1, false, 1));
        assertThrows(
                IllegalArgumentException.class, () -> ModelSettings.requireValid(KernelForm.PRODUCT, 1, 0, true, 1));
    }
}
