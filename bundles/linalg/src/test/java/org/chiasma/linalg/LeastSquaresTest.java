package org.chiasma.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chiasma.api.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastSquaresTest {
    private final LinearAlgebra algebra = new LinearAlgebra();

    @Test
    void fitsATallMatrixAsCommonsMath() {
        try (OffHeapMatrix a = Matrices.random(200, 70, 40);
                OffHeapMatrix b = Matrices.random(200, 66, 41);
                LeastSquares fit = algebra.leastSquares(a, b, -1)) {
            RealMatrix dense = Matrices.toCommons(a);
            RealMatrix expected = new QRDecomposition(dense).getSolver().solve(Matrices.toCommons(b));
            assertEquals(70, fit.rank());
            assertEquals(0, Matrices.distance(expected, Matrices.toCommons(fit.solution())), 1e-12);
            assertArrayEquals(new SingularValueDecomposition(dense).getSingularValues(), fit.singularValues(), 1e-11);
        }
    }

    /** The pseudoinverse gives the smallest solution; commons-math has it from its singular values. */
    @ParameterizedTest
    @CsvSource({"40, 25, 10", "25, 40, 10", "30, 30, 29", "25, 40, 25"})
    void givesTheSmallestSolutionOfDeficientRank(int m, int n, int rank) {
        try (OffHeapMatrix left = Matrices.random(m, rank, 42);
                OffHeapMatrix right = Matrices.random(rank, n, 43);
                OffHeapMatrix a = OffHeapMatrix.zeros(m, n);
                OffHeapMatrix b = Matrices.random(m, 3, 44)) {
            algebra.multiply(1, left, false, right, false, 0, a);
            RealMatrix before = Matrices.toCommons(a);
            RealMatrix expected = pseudoinverse(before, rank).multiply(Matrices.toCommons(b));
            try (LeastSquares fit = algebra.leastSquares(a, b, 1e-12)) {
                assertEquals(rank, fit.rank());
                assertEquals(
                        0, Matrices.distance(expected, Matrices.toCommons(fit.solution())), 1e-11 * expected.getNorm());
                assertEquals(0, Matrices.distance(before, Matrices.toCommons(a)), 0, "the argument changed");
            }
        }
    }

    private static RealMatrix pseudoinverse(RealMatrix a, int rank) {
        SingularValueDecomposition svd = new SingularValueDecomposition(a);
        RealMatrix sum = a.transpose().scalarMultiply(0);
        for (int k = 0; k < rank; k++) {
            sum = sum.add(svd.getV()
                    .getColumnMatrix(k)
                    .multiply(svd.getUT().getRowMatrix(k))
                    .scalarMultiply(1 / svd.getSingularValues()[k]));
        }
        return sum;
    }

    @Test
    void hasRankZeroForZeros() {
        try (OffHeapMatrix a = OffHeapMatrix.zeros(3, 2);
                OffHeapMatrix b = Matrices.random(3, 1, 45);
                LeastSquares fit = algebra.leastSquares(a, b, -1)) {
            assertEquals(0, fit.rank());
            assertEquals(0, fit.solution().get(1, 0));
        }
    }

    @Test
    void acceptsEmptySystems() {
        try (OffHeapMatrix a = OffHeapMatrix.zeros(0, 4);
                OffHeapMatrix b = OffHeapMatrix.zeros(0, 2);
                LeastSquares fit = algebra.leastSquares(a, b, -1)) {
            assertEquals(0, fit.rank());
            assertEquals(4, fit.solution().rows());
        }
    }

    @Test
    void refusesNaNAndOtherHeights() {
        try (OffHeapMatrix a = Matrices.random(5, 2, 46);
                OffHeapMatrix b = Matrices.random(5, 1, 47);
                OffHeapMatrix longer = Matrices.random(6, 1, 47)) {
            assertThrows(IllegalArgumentException.class, () -> algebra.leastSquares(a, longer, -1));
            a.set(1, 1, Double.NaN);
            DataException failure = assertThrows(DataException.class, () -> algebra.leastSquares(a, b, -1));
            assertEquals("E-LINALG-LEAST-SQUARES", failure.code());
        }
    }
}
