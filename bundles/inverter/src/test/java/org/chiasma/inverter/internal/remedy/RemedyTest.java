package org.chiasma.inverter.internal.remedy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.chiasma.api.DataException;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemedyTest {
    private final LinearAlgebra algebra = new LinearAlgebra();

    private static double[] apply(Remedy remedy, double... matrix) {
        double[] changed = matrix.clone();
        remedy.applyAll((int) Math.sqrt(matrix.length), 1, changed, k -> "a.tsv");
        return changed;
    }

    @Test
    void ridgeIsAddedToTheDiagonal() {
        assertArrayEquals(new double[] {1.5, 2, 3, 4.5}, apply(new Ridge(0.5), 1, 2, 3, 4));
    }

    @Test
    void shrinkageKeepsTheTrace() {
        assertArrayEquals(new double[] {1.75, 1, 1.5, 3.25}, apply(new Shrinkage(0.5), 1, 2, 3, 4), 1e-15);
        assertArrayEquals(new double[] {2.5, 0, 0, 2.5}, apply(new Shrinkage(1), 1, 2, 3, 4), 1e-15);
    }

    @Test
    void shrinkageNeedsAPositiveDiagonal() {
        DataException refusal = assertThrows(DataException.class, () -> apply(new Shrinkage(0.5), -1, 2, 3, 1));
        assertEquals("E-INVERT-REMEDY", refusal.code());
        assertTrue(refusal.getMessage().contains("a.tsv: found a mean diagonal of 0.0"), refusal.getMessage());
    }

    @Test
    void batchIsChangedOneByOneAndNaNStays() {
        double[] batch = {1, 2, 3, 4, Double.NaN, 1, 1, 1, 5, 6, 7, 8};
        new Ridge(1).applyAll(2, 3, batch, k -> "#" + k);
        assertArrayEquals(new double[] {2, 2, 3, 5, Double.NaN, 1, 1, 1, 6, 6, 7, 9}, batch);
    }

    @Test
    void nearestPositiveRaisesWhatIsTooSmallAndNothingElse() {
        // eigenvalues 4, 1 and -2 with random orthonormal vectors
        double[] angles = {0.3, 1.1};
        RealMatrix q = rotation(0, 1, angles[0]).multiply(rotation(1, 2, angles[1]));
        RealMatrix a = q.multiply(diagonal(4, 1, -2)).multiply(q.transpose());
        NearestPositive remedy = new NearestPositive(algebra, 0.125);
        double[] changed = apply(remedy, flat(a));
        assertArrayEquals(flat(q.multiply(diagonal(4, 1, 0.5)).multiply(q.transpose())), changed, 1e-14);
        assertEquals("nearest positive definite matrix, 1 eigenvalue raised to 0.125 of the largest", remedy.text());
        assertEquals(changed[1], changed[3]);
        assertEquals(changed[2], changed[6]);
        assertEquals(changed[5], changed[7]);
    }

    @Test
    void nearestPositiveLeavesAPositiveMatrixAsItIs() {
        double[] matrix = {2, 1, 1, 2};
        assertArrayEquals(matrix, apply(new NearestPositive(algebra, 1e-6), matrix));
    }

    @Test
    void nearestPositiveEvensOutRoundingAcrossTheDiagonal() {
        double[] changed = apply(new NearestPositive(algebra, 1e-6), 3, 1, 1 + 1e-12, 3);
        assertEquals(changed[1], changed[2]);
        assertArrayEquals(new double[] {3, 1, 1, 3}, changed, 1e-12);
    }

    @Test
    void nearestPositiveRefusesWhatIsNotSymmetric() {
        DataException refusal =
                assertThrows(DataException.class, () -> apply(new NearestPositive(algebra, 1e-6), 3, 2, 0, 3));
        assertEquals("E-INVERT-SYMMETRY", refusal.code());
    }

    @Test
    void nearestPositiveHasTheFloorAsItsSmallestEigenvalue() {
        double[] matrix = {1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1};
        double[] changed = apply(new NearestPositive(algebra, 1e-3), matrix);
        double[] values = new EigenDecomposition(new Array2DRowRealMatrix(new double[][] {
                    Arrays.copyOfRange(changed, 0, 3),
                    Arrays.copyOfRange(changed, 3, 6),
                    Arrays.copyOfRange(changed, 6, 9)
                }))
                .getRealEigenvalues();
        assertEquals(1.9, values[0], 1e-12);
        assertEquals(1.9e-3, values[2], 1e-12);
    }

    @Test
    void nearestPositiveNeedsAPositiveEigenvalue() {
        DataException refusal =
                assertThrows(DataException.class, () -> apply(new NearestPositive(algebra, 0.1), -1, 0, 0, -2));
        assertEquals("E-INVERT-REMEDY", refusal.code());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesStrengthsOutOfRange(double strength) {
        assertThrows(IllegalArgumentException.class, () -> new Ridge(strength));
        assertThrows(IllegalArgumentException.class, () -> new Shrinkage(strength));
        assertThrows(IllegalArgumentException.class, () -> new NearestPositive(algebra, strength));
    }

    private static RealMatrix rotation(int i, int j, double angle) {
        RealMatrix rotation = diagonal(1, 1, 1);
        rotation.setEntry(i, i, Math.cos(angle));
        rotation.setEntry(j, j, Math.cos(angle));
        rotation.setEntry(i, j, -Math.sin(angle));
        rotation.setEntry(j, i, Math.sin(angle));
        return rotation;
    }

    private static RealMatrix diagonal(double... values) {
        return new Array2DRowRealMatrix(new double[][] {{values[0], 0, 0}, {0, values[1], 0}, {0, 0, values[2]}});
    }

    private static double[] flat(RealMatrix matrix) {
        return Arrays.stream(matrix.getData()).flatMapToDouble(Arrays::stream).toArray();
    }
}
