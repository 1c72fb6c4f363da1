package org.chiasma.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.chiasma.api.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
    private static final double RIDGE = 0.25;

    private final LinearAlgebra algebra = new LinearAlgebra();

    /** S + ridge I as commons-math sees it. */
    private static RealMatrix matrix(int n) {
        RealMatrix matrix = Matrices.positive(n, 10);
        for (int i = 0; i < n; i++) {
            matrix.addToEntry(i, i, RIDGE);
        }
        return matrix;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 129, 600})
    void solvesColumnsOfEquations(int n) {
        RealMatrix expected = matrix(n);
        try (Cholesky factor = algebra.cholesky(Matrices.positiveLower(n, 10), RIDGE);
                OffHeapMatrix b = Matrices.random(n, 17, 11)) {
            RealMatrix before = Matrices.toCommons(b);
            factor.solve(b);
            assertEquals(n, factor.size());
            assertEquals(0, Matrices.distance(before, expected.multiply(Matrices.toCommons(b))), 1e-11);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 129, 600})
    void solvesRowsOfRightHandSides(int n) {
        RealMatrix expected = matrix(n);
        try (Cholesky factor = algebra.cholesky(Matrices.positiveLower(n, 10), RIDGE);
                OffHeapMatrix b = Matrices.random(17, n, 12)) {
            RealMatrix before = Matrices.toCommons(b);
            factor.solveTransposed(b);
            assertEquals(0, Matrices.distance(before, Matrices.toCommons(b).multiply(expected)), 1e-11);
        }
    }

    @Test
    void solvesWithTheLowerFactorAsCommonsMath() {
        int n = 200;
        RealMatrix lower = new CholeskyDecomposition(matrix(n)).getL();
        try (Cholesky factor = algebra.cholesky(Matrices.positiveLower(n, 10), RIDGE);
                OffHeapMatrix b = Matrices.random(9, n, 13)) {
            RealMatrix before = Matrices.toCommons(b).transpose();
            factor.solveLower(b);
            RealMatrix solution = Matrices.toCommons(b).transpose();
            assertEquals(0, Matrices.distance(before, lower.multiply(solution)), 1e-12);
        }
    }

    @Test
    void givesTheLogarithmOfTheDeterminant() {
        int n = 300;
        double expected = 0;
        RealMatrix lower = new CholeskyDecomposition(matrix(n)).getL();
        for (int i = 0; i < n; i++) {
            expected += 2 * Math.log(lower.getEntry(i, i));
        }
        try (Cholesky factor = algebra.cholesky(Matrices.positiveLower(n, 10), RIDGE)) {
            assertEquals(expected, factor.logDeterminant(), 1e-10 * Math.abs(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 331})
    void invertsToASymmetricMatrix(int n) {
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(n);
        try (Cholesky factor = algebra.cholesky(Matrices.positiveLower(n, 10), RIDGE);
                OffHeapMatrix inverse = factor.inverse()) {
            RealMatrix dense = Matrices.toCommons(inverse);
            assertEquals(0, Matrices.distance(dense, dense.transpose()), 0);
            assertEquals(0, Matrices.distance(identity, matrix(n).multiply(dense)), 1e-12);
        }
    }

    @Test
    void estimatesTheConditionOfTheMatrixWithItsRidge() {
        int n = 250;
        RealMatrix expected = matrix(n);
        RealMatrix inverse = new LUDecomposition(expected).getSolver().getInverse();
        double exact = 1 / (expected.getNorm() * inverse.getNorm());
        try (Cholesky factor = algebra.cholesky(Matrices.positiveLower(n, 10), RIDGE)) {
            double estimate = factor.reciprocalCondition();
            // dpocon never overestimates the norm of the inverse
            assertTrue(estimate >= exact * (1 - 1e-9) && estimate <= 3 * exact, estimate + " for " + exact);
        }
    }

    @Test
    void namesThePivotThatIsNotPositive() {
        int n = 200;
        OffHeapMatrix s = Matrices.positiveLower(n, 10);
        s.set(150, 150, -1000);
        DataException failure = assertThrows(DataException.class, () -> algebra.cholesky(s, RIDGE));
        s.close();
        assertEquals("E-LINALG-NOT-POSITIVE", failure.code());
        assertTrue(failure.getMessage().contains("pivot 151 "), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void refusesEntriesThatAreNotFinite(double entry) {
        OffHeapMatrix s = Matrices.positiveLower(40, 10);
        s.set(30, 5, entry);
        DataException failure = assertThrows(DataException.class, () -> algebra.cholesky(s, RIDGE));
        s.close();
        assertEquals("E-LINALG-NOT-FINITE", failure.code());
    }

    @Test
    void namesTheLastPivotOfASingularMatrix() {
        OffHeapMatrix s = OffHeapMatrix.zeros(2, 2);
        s.set(0, 0, 1);
        s.set(1, 0, 1);
        s.set(1, 1, 1);
        DataException failure = assertThrows(DataException.class, () -> algebra.cholesky(s, 0));
        s.close();
        assertTrue(failure.getMessage().contains("pivot 2 "), failure.getMessage());
    }

    @Test
    void refusesRectangles() {
        try (OffHeapMatrix s = OffHeapMatrix.zeros(3, 4)) {
            assertThrows(IllegalArgumentException.class, () -> algebra.cholesky(s, 0));
        }
    }

    @Test
    void acceptsTheEmptyMatrix() {
        try (Cholesky factor = algebra.cholesky(OffHeapMatrix.zeros(0, 0), 0);
                OffHeapMatrix inverse = factor.inverse()) {
            assertEquals(0, factor.logDeterminant());
            assertEquals(1, factor.reciprocalCondition());
            assertEquals(0, inverse.rows());
        }
    }
}
