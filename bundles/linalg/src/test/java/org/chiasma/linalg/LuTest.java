package org.chiasma.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.chiasma.api.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuTest {
    private final LinearAlgebra algebra = new LinearAlgebra();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 129, 400})
    void solvesColumnsAndRowsOfRightHandSides(int n) {
        OffHeapMatrix a = Matrices.random(n, n, 20);
        RealMatrix dense = Matrices.toCommons(a);
        try (Lu factors = algebra.lu(a);
                OffHeapMatrix b = Matrices.random(n, 7, 21);
                OffHeapMatrix rows = OffHeapMatrix.zeros(7, n)) {
            RealMatrix expected = new LUDecomposition(dense).getSolver().solve(Matrices.toCommons(b));
            Transpose.copy(Block.of(b), rows);
            factors.solve(b);
            factors.solveTransposed(rows);
            double scale = Math.max(1, expected.getNorm());
            assertEquals(n, factors.size());
            assertEquals(0, Matrices.distance(expected, Matrices.toCommons(b)) / scale, 1e-10);
            assertEquals(0, Matrices.distance(expected.transpose(), Matrices.toCommons(rows)) / scale, 1e-10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 65, 300})
    void invertsAsCommonsMath(int n) {
        OffHeapMatrix a = Matrices.random(n, n, 22);
        RealMatrix expected =
                new LUDecomposition(Matrices.toCommons(a)).getSolver().getInverse();
        try (Lu factors = algebra.lu(a);
                OffHeapMatrix inverse = factors.inverse();
                OffHeapMatrix again = factors.inverse()) {
            double distance = Matrices.distance(expected, Matrices.toCommons(inverse));
            assertEquals(0, distance / expected.getNorm(), 1e-11);
            assertEquals(0, Matrices.distance(Matrices.toCommons(inverse), Matrices.toCommons(again)), 0);
        }
    }

    @Test
    void invertsACycleOfRowsExactly() {
        int n = 5;
        OffHeapMatrix a = OffHeapMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            a.set(i, (i + 1) % n, 4);
        }
        RealMatrix expected = Matrices.toCommons(a).transpose().scalarMultiply(1.0 / 16);
        try (Lu factors = algebra.lu(a);
                OffHeapMatrix inverse = factors.inverse()) {
            assertEquals(0, Matrices.distance(expected, Matrices.toCommons(inverse)), 0);
        }
    }

    @Test
    void estimatesTheCondition() {
        OffHeapMatrix a = Matrices.random(250, 250, 23);
        RealMatrix dense = Matrices.toCommons(a);
        double exact = 1
                / (dense.getNorm()
                        * new LUDecomposition(dense).getSolver().getInverse().getNorm());
        try (Lu factors = algebra.lu(a)) {
            double estimate = factors.reciprocalCondition();
            // dgecon never overestimates the norm of the inverse
            assertTrue(estimate >= exact * (1 - 1e-9) && estimate <= 3 * exact, estimate + " for " + exact);
        }
    }

    @Test
    void tellsOfAZeroPivotAndRefusesToSolve() {
        OffHeapMatrix a = Matrices.random(6, 6, 24);
        for (int i = 0; i < 6; i++) {
            a.set(i, 3, 0);
        }
        try (Lu factors = algebra.lu(a);
                OffHeapMatrix b = OffHeapMatrix.zeros(6, 1)) {
            assertTrue(factors.isSingular());
            assertTrue(factors.zeroPivot() >= 1 && factors.zeroPivot() <= 6);
            assertEquals(0, factors.reciprocalCondition());
            assertEquals(
                    "E-LINALG-SINGULAR",
                    assertThrows(DataException.class, factors::inverse).code());
            assertThrows(DataException.class, () -> factors.solve(b));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void refusesEntriesThatAreNotFinite(double entry) {
        try (OffHeapMatrix a = Matrices.random(40, 40, 25)) {
            a.set(3, 30, entry);
            DataException failure = assertThrows(DataException.class, () -> algebra.lu(a));
            assertEquals("E-LINALG-NOT-FINITE", failure.code());
        }
    }

    @Test
    void refusesRectangles() {
        try (OffHeapMatrix a = OffHeapMatrix.zeros(3, 4)) {
            assertThrows(IllegalArgumentException.class, () -> algebra.lu(a));
        }
    }

    @Test
    void acceptsTheEmptyMatrix() {
        try (Lu factors = algebra.lu(OffHeapMatrix.zeros(0, 0));
                OffHeapMatrix inverse = factors.inverse()) {
            assertFalse(factors.isSingular());
            assertEquals(1, factors.reciprocalCondition());
            assertEquals(0, inverse.rows());
        }
    }

    @Test
    void choosesPivotRowsAsAnEliminationWould() {
        double[][] panel = {{1, 2}, {3, 1}, {-6, 4}, {2, 9}};
        try (OffHeapMatrix a = OffHeapMatrix.zeros(6, 5)) {
            for (int i = 0; i < 4; i++) {
                a.writeRow(i + 2, 1, panel[i], 0, 2);
            }
            int[] rows = algebra.pivotRows(new Block(a, 2, 1, 4, 2));
            // -6 is largest; then the rows leave 2.667, 3 and 10.333
            assertEquals(2, rows[0]);
            assertEquals(3, rows[1]);
            assertThrows(IllegalArgumentException.class, () -> algebra.pivotRows(new Block(a, 0, 0, 2, 3)));
        }
    }

    @Test
    void identityNeedsNoExchange() {
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(3);
        try (OffHeapMatrix a = OffHeapMatrix.zeros(3, 3)) {
            Block.of(a).write(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
            assertEquals(0, Matrices.distance(identity, Matrices.toCommons(a)), 0);
            int[] rows = algebra.pivotRows(Block.of(a));
            for (int j = 0; j < 3; j++) {
                assertEquals(j, rows[j]);
            }
        }
    }
}
