package org.chiasma.inverter.internal.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenBoundTest {
    private static final double UNIT_ROUNDOFF = 0x1p-53;

    private final LinearAlgebra algebra = new LinearAlgebra();

    private static double[][] random(int n, long seed) {
        Random random = new Random(seed);
        double[][] entries = new double[n][];
        for (int i = 0; i < n; i++) {
            entries[i] = random.doubles(n, -1, 1).toArray();
        }
        return entries;
    }

    private static OffHeapMatrix offHeap(double[][] entries) {
        OffHeapMatrix matrix = OffHeapMatrix.zeros(entries.length, entries.length);
        for (int i = 0; i < entries.length; i++) {
            matrix.writeRow(i, 0, entries[i], 0, entries.length);
        }
        return matrix;
    }

    /** I - A X without rounding, rounded once. */
    private static double[][] exactResidual(double[][] a, double[][] x) {
        int n = a.length;
        double[][] residual = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                BigDecimal sum = i == j ? BigDecimal.ONE : BigDecimal.ZERO;
                for (int k = 0; k < n; k++) {
                    sum = sum.subtract(new BigDecimal(a[i][k]).multiply(new BigDecimal(x[k][j])));
                }
                residual[i][j] = sum.doubleValue();
            }
        }
        return residual;
    }

    private static double spectralNorm(double[][] entries) {
        return new SingularValueDecomposition(new Array2DRowRealMatrix(entries)).getNorm();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 140})
    void coversTheExactResidual(int n) {
        double[][] entries = random(n, 1);
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse found = new LargeInversion(algebra).lu(a, Progress.NONE)) {
            OffHeapMatrix x = found.inverse().orElseThrow();
            double[][] inverse = new double[n][n];
            for (int i = 0; i < n; i++) {
                x.readRow(i, 0, inverse[i], 0, n);
            }
            double[][] exact = exactResidual(entries, inverse);
            assertTrue(
                    spectralNorm(exact) <= found.certificate().bound(),
                    found.certificate().toString());
            assertEquals(
                    new Array2DRowRealMatrix(exact).getFrobeniusNorm(),
                    found.certificate().residual(),
                    found.certificate().bound());
        }
    }

    @Test
    void isNearTheSpectralNormOfTheMagnitudes() {
        int n = 150;
        double[][] entries = random(n, 2);
        double[][] others = random(n, 3);
        others[7][9] = 500;
        int additions = 1000;
        RealMatrix magnitudes = absolute(entries).multiply(absolute(others));
        double norm = spectralNorm(magnitudes.getData());
        try (OffHeapMatrix a = offHeap(entries);
                OffHeapMatrix x = offHeap(others);
                OffHeapMatrix none = OffHeapMatrix.zeros(n, n)) {
            double bound = ProvenBound.of(a, x, none, additions) / (additions * UNIT_ROUNDOFF);
            assertTrue(bound >= norm && bound <= 1.5 * norm + 1, bound + " for " + norm);
        }
    }

    private static RealMatrix absolute(double[][] entries) {
        double[][] magnitudes = new double[entries.length][entries.length];
        for (int i = 0; i < entries.length; i++) {
            for (int j = 0; j < entries.length; j++) {
                magnitudes[i][j] = Math.abs(entries[i][j]);
            }
        }
        return new Array2DRowRealMatrix(magnitudes, false);
    }

    @Test
    void computesTheResidualAcrossTiles() {
        int n = 300;
        double[][] entries = random(n, 4);
        double[][] others = random(n, 5);
        RealMatrix product = new Array2DRowRealMatrix(entries).multiply(new Array2DRowRealMatrix(others));
        try (OffHeapMatrix a = offHeap(entries);
                OffHeapMatrix x = offHeap(others);
                OffHeapMatrix residual = OffHeapMatrix.zeros(n, n)) {
            TiledResidual.compute(algebra, a, x, residual);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    assertEquals((i == j ? 1 : 0) - product.getEntry(i, j), residual.get(i, j), 1e-12);
                }
            }
        }
        assertTrue(TiledResidual.additions(n) < n / 2);
    }

    @Test
    void isNotANumberIfAnEntryIsNot() {
        try (OffHeapMatrix a = offHeap(random(5, 6));
                OffHeapMatrix x = offHeap(random(5, 7));
                OffHeapMatrix residual = offHeap(random(5, 8))) {
            residual.set(2, 3, Double.NaN);
            assertEquals(Double.NaN, ProvenBound.of(a, x, residual, 10));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e-9, 1, 1e120})
    void equilibrationKeepsSymmetryAndIsExact(double ratio) {
        int n = 70;
        double[][] entries = random(n, 9);
        double[][] symmetric = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double entry = entries[Math.max(i, j)][Math.min(i, j)];
                symmetric[i][j] = entry * (i % 2 == 0 ? ratio : 1) * (j % 2 == 0 ? ratio : 1);
            }
        }
        try (OffHeapMatrix a = offHeap(symmetric)) {
            Equilibration scaling = Equilibration.apply(a, true);
            assertTrue(Symmetry.isSymmetric(a));
            for (double largest : Magnitudes.largestOfRows(a)) {
                assertTrue(largest >= 0.25 && largest <= 4, "row of " + largest);
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double back = Math.scalb(a.get(i, j), -scaling.rows()[i] - scaling.columns()[j]);
                    assertEquals(symmetric[i][j], back);
                }
            }
        }
    }
}
