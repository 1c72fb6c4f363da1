package org.chiasma.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.chiasma.api.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    private final LinearAlgebra algebra = new LinearAlgebra();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50, 150})
    void decomposesTheLowerTriangle(int n) {
        RealMatrix dense = Matrices.positive(n, 30);
        try (OffHeapMatrix lower = Matrices.positiveLower(n, 30);
                SymmetricEigen eigen = algebra.eigen(lower)) {
            RealMatrix rows = Matrices.toCommons(eigen.vectorsTransposed());
            RealMatrix again = rows.transpose()
                    .multiply(MatrixUtils.createRealDiagonalMatrix(eigen.values()))
                    .multiply(rows);
            RealMatrix identity = MatrixUtils.createRealIdentityMatrix(n);
            double[] expected = new EigenDecomposition(dense).getRealEigenvalues();
            for (int i = 0; i < n; i++) {
                assertEquals(expected[n - 1 - i], eigen.values()[i], 1e-11);
            }
            assertEquals(0, Matrices.distance(dense, again), 1e-12);
            assertEquals(0, Matrices.distance(identity, rows.multiply(rows.transpose())), 1e-12);
        }
    }

    /** The second difference matrix has eigenvalues 2 - 2 cos(k pi / (n + 1)). */
    @Test
    void findsTheFrequenciesOfAString() {
        int n = 100;
        double[] expected = new double[n];
        try (OffHeapMatrix s = OffHeapMatrix.zeros(n, n)) {
            for (int i = 0; i < n; i++) {
                expected[i] = 2 - 2 * Math.cos((i + 1) * Math.PI / (n + 1));
                s.set(i, i, 2);
                if (i > 0) {
                    s.set(i, i - 1, -1);
                }
            }
            try (SymmetricEigen eigen = algebra.eigen(s)) {
                assertArrayEquals(expected, eigen.values(), 1e-13);
            }
        }
    }

    @Test
    void refusesNaN() {
        try (OffHeapMatrix s = Matrices.positiveLower(5, 30)) {
            s.set(3, 1, Double.NaN);
            DataException failure = assertThrows(DataException.class, () -> algebra.eigen(s));
            assertEquals("E-LINALG-EIGEN", failure.code());
        }
    }

    @Test
    void acceptsTheEmptyMatrix() {
        try (OffHeapMatrix s = OffHeapMatrix.zeros(0, 0);
                SymmetricEigen eigen = algebra.eigen(s)) {
            assertEquals(0, eigen.values().length);
        }
    }
}
