package org.chiasma.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chiasma.api.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearAlgebraTest {
    private final LinearAlgebra algebra = new LinearAlgebra();

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void multipliesAsCommonsMath(boolean transposeA, boolean transposeB) {
        int m = 37;
        int n = 53;
        int k = 300;
        try (OffHeapMatrix a = transposeA ? Matrices.random(k, m, 1) : Matrices.random(m, k, 1);
                OffHeapMatrix b = transposeB ? Matrices.random(n, k, 2) : Matrices.random(k, n, 2);
                OffHeapMatrix c = Matrices.random(m, n, 3)) {
            RealMatrix expectedA = transposeA ? Matrices.toCommons(a).transpose() : Matrices.toCommons(a);
            RealMatrix expectedB = transposeB ? Matrices.toCommons(b).transpose() : Matrices.toCommons(b);
            RealMatrix expected = expectedA
                    .multiply(expectedB)
                    .scalarMultiply(0.5)
                    .add(Matrices.toCommons(c).scalarMultiply(-2));
            algebra.multiply(0.5, a, transposeA, b, transposeB, -2, c);
            assertEquals(0, Matrices.distance(expected, Matrices.toCommons(c)), 1e-11);
        }
    }

    @Test
    void productOverNothingScalesTheTarget() {
        try (OffHeapMatrix a = OffHeapMatrix.zeros(2, 0);
                OffHeapMatrix b = OffHeapMatrix.zeros(0, 3);
                OffHeapMatrix c = Matrices.random(2, 3, 3)) {
            RealMatrix expected = Matrices.toCommons(c).scalarMultiply(2);
            algebra.multiply(1, a, false, b, false, 2, c);
            assertEquals(0, Matrices.distance(expected, Matrices.toCommons(c)), 0);
        }
    }

    @Test
    void refusesShapesWithoutProduct() {
        try (OffHeapMatrix a = OffHeapMatrix.zeros(2, 3);
                OffHeapMatrix c = OffHeapMatrix.zeros(2, 2)) {
            assertThrows(IllegalArgumentException.class, () -> algebra.multiply(1, a, false, a, false, 0, c));
            assertThrows(IllegalArgumentException.class, () -> algebra.multiply(1, a, true, a, false, 0, c));
        }
    }

    @Test
    void multipliesATileOfRows() {
        int first = 311;
        int second = 45;
        int rows = 64;
        int columns = 30;
        try (OffHeapMatrix a = Matrices.random(400, 70, 4);
                OffHeapMatrix b = Matrices.random(90, 70, 5);
                OffHeapMatrix tile = OffHeapMatrix.zeros(1, 64 * 64)) {
            algebra.multiplyTransposedTile(a, first, rows, b, second, columns, tile);
            RealMatrix product =
                    Matrices.toCommons(a).multiply(Matrices.toCommons(b).transpose());
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    assertEquals(product.getEntry(first + i, second + j), tile.get(0, (long) i * columns + j), 1e-12);
                }
            }
            assertEquals(0, tile.get(0, (long) rows * columns), "wrote beyond the tile");
        }
    }

    @Test
    void refusesTilesThatDoNotFit() {
        try (OffHeapMatrix a = OffHeapMatrix.zeros(10, 3);
                OffHeapMatrix tile = OffHeapMatrix.zeros(4, 4)) {
            assertThrows(IllegalArgumentException.class, () -> algebra.multiplyTransposedTile(a, 8, 4, a, 0, 4, tile));
            assertThrows(IllegalArgumentException.class, () -> algebra.multiplyTransposedTile(a, 0, 5, a, 0, 4, tile));
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 25", "25, 60", "300, 300"})
    void decomposesIntoSingularValues(int m, int n) {
        try (OffHeapMatrix a = Matrices.random(m, n, 6)) {
            RealMatrix before = Matrices.toCommons(a);
            try (SingularValues values = algebra.svd(a)) {
                RealMatrix u = Matrices.toCommons(values.u());
                RealMatrix vTransposed = Matrices.toCommons(values.vTransposed());
                RealMatrix again = u.multiply(MatrixUtils.createRealDiagonalMatrix(values.s()))
                        .multiply(vTransposed);
                RealMatrix identity = MatrixUtils.createRealIdentityMatrix(Math.min(m, n));
                assertEquals(0, Matrices.distance(before, again), 1e-11);
                assertEquals(0, Matrices.distance(identity, u.transpose().multiply(u)), 1e-12);
                assertEquals(0, Matrices.distance(identity, vTransposed.multiply(vTransposed.transpose())), 1e-12);
                assertEquals(0, Matrices.distance(before, Matrices.toCommons(a)), 0, "the argument changed");
                assertArrayEquals(new SingularValueDecomposition(before).getSingularValues(), values.s(), 1e-10);
                assertArrayEquals(values.s(), algebra.singularValues(a), 1e-11);
            }
        }
    }

    @Test
    void refusesToDecomposeNaN() {
        try (OffHeapMatrix a = Matrices.random(5, 5, 6)) {
            a.set(2, 3, Double.NaN);
            DataException failure = assertThrows(DataException.class, () -> algebra.svd(a));
            assertEquals("E-LINALG-SVD", failure.code());
        }
    }

    @Test
    void usesAtLeastOneThread() {
        assertTrue(algebra.threads() >= 1);
    }
}
