package org.chiasma.inverter.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

class ResidualsTest {
    private static final int COUNT = 300;

    private static double[] random(int entries, double scale, SplittableRandom random) {
        return random.doubles(entries, -scale, scale).toArray();
    }

    /** So near that about half of the products are within 1 of the identity. */
    private static double[] nearIdentity(int n, SplittableRandom random) {
        double[] matrices = random(COUNT * n * n, 0.8 / Math.sqrt(n), random);
        for (int k = 0; k < COUNT; k++) {
            for (int i = 0; i < n; i++) {
                matrices[(k * n + i) * n + i]++;
            }
        }
        return matrices;
    }

    private static RealMatrix residual(int n, int k, double[] matrices, double[] inverses) {
        return MatrixUtils.createRealIdentityMatrix(n)
                .subtract(matrix(n, k, matrices).multiply(matrix(n, k, inverses)));
    }

    private static RealMatrix matrix(int n, int k, double[] values) {
        RealMatrix matrix = new Array2DRowRealMatrix(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix.setEntry(i, j, values[(k * n + i) * n + j]);
            }
        }
        return matrix;
    }

    @Test
    void areFrobeniusNormsOfIdentityMinusTheProduct() {
        SplittableRandom random = new SplittableRandom(5);
        double[] matrices = random(COUNT * 9, 1, random);
        double[] inverses = random(COUNT * 9, 1, random);
        double[] expected = new double[COUNT];
        for (int k = 0; k < COUNT; k++) {
            expected[k] = residual(3, k, matrices, inverses).getFrobeniusNorm();
        }
        assertArrayEquals(expected, Residuals.frobenius(3, COUNT, matrices, inverses), 1e-13);
    }

    @Test
    void basinIsWhereTheLargestSingularValueIsBelowOne() {
        SplittableRandom random = new SplittableRandom(6);
        for (int n : new int[] {1, 2, 3, 5, 8}) {
            double[] matrices = nearIdentity(n, random);
            double[] inverses = nearIdentity(n, random);
            long expected = 0;
            for (int k = 0; k < COUNT; k++) {
                if (new SingularValueDecomposition(residual(n, k, matrices, inverses)).getNorm() < 1) {
                    expected++;
                }
            }
            assertEquals(expected, Residuals.basin(n, COUNT, matrices, inverses).cardinality(), "n = " + n);
            assertTrue(expected > 0 && expected < COUNT, "n = " + n + " has cases of both kinds");
        }
    }

    @Test
    void basinIsDecidedBySingularValuesWhereCheapNormsDoNotDecide() {
        double almost = 1 - 1e-9;
        assertTrue(SpectralNorm.isBelowOne(2, new double[] {almost, 0, 0, almost}));
        assertFalse(SpectralNorm.isBelowOne(2, new double[] {0.75, 0.75, 0.75, 0.75}));
    }

    @Test
    void whatIsNotFiniteIsNeverInTheBasin() {
        assertTrue(Residuals.basin(1, 1, new double[] {1}, new double[] {Double.NaN})
                .isEmpty());
        assertTrue(Residuals.basin(1, 1, new double[] {1}, new double[] {Double.POSITIVE_INFINITY})
                .isEmpty());
        assertTrue(Double.isNaN(Residuals.frobenius(1, 1, new double[] {1}, new double[] {Double.NaN})[0]));
    }
}
