package org.chiasma.inverter.internal.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.chiasma.api.CancelledException;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.PivotInverse;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.inverter.internal.inversion.Verdict;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LargeInversionTest {
    private static final double EPSILON = Math.ulp(1.0);

    private final LinearAlgebra algebra = new LinearAlgebra();
    private final LargeInversion inversion = new LargeInversion(algebra);

    /** Elimination by commons-math. */
    private static boolean exact(int n, double[] block, double[] inverse) {
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOfRange(block, i * n, (i + 1) * n);
        }
        LUDecomposition factors = new LUDecomposition(new Array2DRowRealMatrix(rows, false), 0);
        if (!factors.getSolver().isNonSingular()) {
            return false;
        }
        double[][] found = factors.getSolver().getInverse().getData();
        for (int i = 0; i < n; i++) {
            System.arraycopy(found[i], 0, inverse, i * n, n);
        }
        return true;
    }

    /** As accurate as a network: relative errors of 1e-3. */
    private static PivotInverse inaccurate() {
        Random random = new Random(5);
        return (n, block, inverse) -> {
            boolean inverted = exact(n, block, inverse);
            double largest = Arrays.stream(inverse).map(Math::abs).max().orElse(0);
            for (int i = 0; i < n * n; i++) {
                inverse[i] += 1e-3 * largest * random.nextGaussian();
            }
            return inverted;
        };
    }

    private LargeInverse byBlocks(OffHeapMatrix a, int size) {
        return inversion.gaussJordan(a, size, LargeInversionTest::exact, Start.GAUSS_JORDAN, Progress.NONE);
    }

    private static double[][] uniform(int n, long seed) {
        Random random = new Random(seed);
        double[][] a = new double[n][n];
        for (double[] row : a) {
            Arrays.setAll(row, j -> 2 * random.nextDouble() - 1);
        }
        return a;
    }

    private static OffHeapMatrix offHeap(double[][] entries) {
        OffHeapMatrix matrix = OffHeapMatrix.zeros(entries.length, entries[0].length);
        for (int i = 0; i < entries.length; i++) {
            matrix.writeRow(i, 0, entries[i], 0, entries[i].length);
        }
        return matrix;
    }

    private static RealMatrix commons(OffHeapMatrix matrix) {
        double[][] rows = new double[(int) matrix.rows()][(int) matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            matrix.readRow(i, 0, rows[i], 0, rows[i].length);
        }
        return new Array2DRowRealMatrix(rows, false);
    }

    private static void requireGolden(LargeInverse found, double[][] a) {
        int n = a.length;
        assertTrue(
                found.certificate().verdict().isInverted(), found.certificate().toString());
        RealMatrix dense = new Array2DRowRealMatrix(a, false);
        RealMatrix x = commons(found.inverse().orElseThrow());
        double condition = dense.getFrobeniusNorm() * x.getFrobeniusNorm();
        assertTrue(
                found.certificate().residual() <= 1e-14 * n * condition,
                found.certificate().toString());
        assertEquals(found.certificate().residual(), found.residualAfter());
        assertEquals(n, found.certificate().rank());
        RealMatrix expected = new LUDecomposition(dense, 0).getSolver().getInverse();
        double distance = expected.subtract(x).getFrobeniusNorm();
        // the reference has errors of its own
        double reference = 8 * n * EPSILON * condition * expected.getFrobeniusNorm();
        assertTrue(distance <= found.certificate().error() * x.getFrobeniusNorm() + reference, distance + " off");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 96, 100, 130, 300})
    void certifiesInversesOfAnySize(int n) {
        double[][] entries = uniform(n, n);
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse lu = inversion.lu(a, Progress.NONE)) {
            requireGolden(lu, entries);
            assertEquals(Start.LU, lu.certificate().start());
            for (int size : new int[] {3, 8, 32, 64}) {
                try (LargeInverse blocks = byBlocks(a, size)) {
                    requireGolden(blocks, entries);
                    assertEquals(Start.GAUSS_JORDAN, blocks.certificate().start());
                    assertTrue(
                            blocks.certificate().steps() <= 2,
                            blocks.certificate().toString());
                    assertTrue(blocks.residualAfter() <= blocks.residualBefore());
                }
            }
            assertEquals(
                    0, commons(a).subtract(new Array2DRowRealMatrix(entries)).getNorm(), "the argument changed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 32})
    void refinesInaccuratePivots(int size) {
        double[][] entries = uniform(100, 7);
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse found = inversion.gaussJordan(a, size, inaccurate(), Start.NETWORK, Progress.NONE)) {
            requireGolden(found, entries);
            assertEquals(Start.NETWORK, found.certificate().start());
            assertTrue(found.residualBefore() < 1e-8, "pivots were not refined before use: " + found.residualBefore());
        }
    }

    @Test
    void survivesPivotInversesThatFail() {
        double[][] entries = uniform(70, 8);
        PivotInverse never = (n, block, inverse) -> {
            Arrays.fill(inverse, Double.NaN);
            return true;
        };
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse found = inversion.gaussJordan(a, 8, never, Start.NETWORK, Progress.NONE)) {
            requireGolden(found, entries);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 32})
    void invertsPermutationsExactly(int size) {
        int n = 130;
        double[][] entries = new double[n][n];
        for (int i = 0; i < n; i++) {
            entries[i][(7 * i + 3) % n] = 1;
        }
        RealMatrix expected = new Array2DRowRealMatrix(entries).transpose();
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse found = byBlocks(a, size)) {
            assertEquals(
                    0, commons(found.inverse().orElseThrow()).subtract(expected).getNorm());
            assertEquals(0, found.certificate().residual());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "0, 8", "1e-9, 3", "1e-9, 8", "1e-9, 32"})
    void succeedsByPivotingWhereSchurComplementsFail(double leading, int size) {
        int n = 96;
        double[][] entries = uniform(n, 9);
        for (int i = 0; i < 32; i++) {
            for (int j = 0; j < 32; j++) {
                entries[i][j] *= leading;
            }
        }
        for (int i = 0; i < size && leading > 0; i++) {
            // nearly singular as a whole, whatever its scale
            for (int j = 0; j < size; j++) {
                entries[i][j] = 1 + 1e-9 * entries[i + 40][j];
            }
        }
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse pivoted = byBlocks(a, size);
                LargeInverse schur = inversion.schur(a, size, LargeInversionTest::exact, Progress.NONE)) {
            requireGolden(pivoted, entries);
            assertTrue(pivoted.residualBefore() < 1e-9, "pivoted " + pivoted.residualBefore());
            assertTrue(schur.residualBefore() > 1e3 * pivoted.residualBefore(), "Schur " + schur.residualBefore());
            requireGolden(schur, entries);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8})
    void recursesOverSchurComplementsOfAnySize(int size) {
        double[][] entries = uniform(100, 10);
        for (int i = 0; i < 100; i++) {
            entries[i][i] += 60;
        }
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse schur = inversion.schur(a, size, LargeInversionTest::exact, Progress.NONE)) {
            requireGolden(schur, entries);
            assertEquals(Start.SCHUR, schur.certificate().start());
            assertTrue(schur.residualBefore() < 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 130})
    void refusesSingularMatricesWithTheirRank(int n) {
        double[][] entries = uniform(n, 11);
        entries[n - 5] = entries[7].clone();
        entries[n - 9] = entries[8].clone();
        try (OffHeapMatrix a = offHeap(entries)) {
            for (LargeInverse found : new LargeInverse[] {
                inversion.lu(a, Progress.NONE), byBlocks(a, 8), inversion.newton(a, Progress.NONE)
            }) {
                assertEquals(Verdict.SINGULAR, found.certificate().verdict());
                assertEquals(n - 2, found.certificate().rank());
                assertTrue(found.inverse().isEmpty());
            }
        }
    }

    @Test
    void refusesZeros() {
        try (OffHeapMatrix a = OffHeapMatrix.zeros(70, 70)) {
            LargeInverse found = inversion.newton(a, Progress.NONE);
            assertEquals(Verdict.SINGULAR, found.certificate().verdict());
            assertEquals(0, found.certificate().rank());
            assertEquals(Double.POSITIVE_INFINITY, found.residualBefore());
        }
    }

    @Test
    void refusesWhatOnlyRoundingMadeInvertible() {
        int n = 80;
        double[][] entries = new double[n][n];
        double[][] factor = uniform(n, 12);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n - 1; k++) {
                    entries[i][j] += factor[i][k] * factor[j][k];
                }
            }
        }
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse found = inversion.lu(a, Progress.NONE)) {
            assertEquals(Verdict.SINGULAR, found.certificate().verdict());
            assertEquals(n - 1, found.certificate().rank());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void refusesEntriesThatAreNotFinite(double entry) {
        double[][] entries = uniform(70, 13);
        entries[69][3] = entry;
        try (OffHeapMatrix a = offHeap(entries)) {
            LargeInverse found = byBlocks(a, 3);
            assertEquals(Verdict.NOT_FINITE, found.certificate().verdict());
            assertEquals(-1, found.certificate().rank());
        }
    }

    @Test
    void refusesRectangles() {
        try (OffHeapMatrix a = OffHeapMatrix.zeros(70, 71)) {
            DataException failure = assertThrows(DataException.class, () -> inversion.lu(a, Progress.NONE));
            assertEquals("E-INVERT-SHAPE", failure.code());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 32})
    void isIndifferentToTheScaleOfRowsAndColumns(int size) {
        int n = 90;
        double[][] entries = uniform(n, 14);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                entries[i][j] *= (i % 2 == 0 ? 1e9 : 1e-9) * (j % 3 == 0 ? 1e-9 : 1);
            }
        }
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse found = byBlocks(a, size)) {
            assertEquals(Verdict.CERTIFIED, found.certificate().verdict());
            RealMatrix x = commons(found.inverse().orElseThrow());
            RealMatrix residual = new Array2DRowRealMatrix(entries).multiply(x);
            for (int i = 0; i < n; i++) {
                assertEquals(1, residual.getEntry(i, i), 1e-10);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e300})
    void invertsTinyAndHugeMatrices(double scale) {
        double[][] entries = uniform(70, 15);
        for (double[] row : entries) {
            Arrays.setAll(row, j -> row[j] * scale);
        }
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse found = inversion.lu(a, Progress.NONE)) {
            assertEquals(Verdict.CERTIFIED, found.certificate().verdict());
            assertTrue(found.certificate().residual() < 1e-11);
        }
    }

    /** The second difference matrix has the inverse min(i, j) (n + 1 - max(i, j)) / (n + 1), from 1. */
    @Test
    void keepsSymmetryAndTheProvenError() {
        int n = 200;
        double[][] entries = new double[n][n];
        double[][] expected = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                entries[i][j] = i == j ? 2 : Math.abs(i - j) == 1 ? -1 : 0;
                expected[i][j] = (Math.min(i, j) + 1.0) * (n - Math.max(i, j)) / (n + 1);
            }
        }
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse lu = inversion.lu(a, Progress.NONE);
                LargeInverse blocks = byBlocks(a, 8)) {
            for (LargeInverse found : new LargeInverse[] {lu, blocks}) {
                RealMatrix x = commons(found.inverse().orElseThrow());
                assertEquals(0, x.subtract(x.transpose()).getNorm(), "not symmetric");
                double error = x.subtract(new Array2DRowRealMatrix(expected)).getFrobeniusNorm();
                assertTrue(error <= found.certificate().error() * x.getFrobeniusNorm(), "error " + error);
                assertTrue(found.certificate().error() < 1e-9, "a weak proof: " + found.certificate());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 10})
    void certifiesIllConditionedMatrices(int digits) {
        int n = 128;
        double[][] entries = graded(n, digits);
        try (OffHeapMatrix a = offHeap(entries);
                LargeInverse found = inversion.lu(a, Progress.NONE);
                LargeInverse blocks = byBlocks(a, 8)) {
            assertTrue(
                    found.certificate().verdict().isInverted(),
                    found.certificate().toString());
            assertTrue(
                    blocks.certificate().verdict().isInverted(),
                    blocks.certificate().toString());
            assertEquals(digits > 8, found.certificate().verdict() == Verdict.ILL_CONDITIONED);
        }
    }

    /** H diag(10^-digits .. 1) H' with Householder reflections H. */
    private static double[][] graded(int n, int digits) {
        RealMatrix left = reflection(n, 16);
        RealMatrix right = reflection(n, 17);
        for (int j = 0; j < n; j++) {
            double value = Math.pow(10, -digits * (double) j / (n - 1));
            for (int i = 0; i < n; i++) {
                left.multiplyEntry(i, j, value);
            }
        }
        return left.multiply(right).getData();
    }

    private static RealMatrix reflection(int n, long seed) {
        Random random = new Random(seed);
        double[] v = random.doubles(n, -1, 1).toArray();
        double squares = Arrays.stream(v).map(x -> x * x).sum();
        double[][] h = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                h[i][j] = (i == j ? 1 : 0) - 2 * v[i] * v[j] / squares;
            }
        }
        return new Array2DRowRealMatrix(h, false);
    }

    @Test
    void iteratesFromTheTransposeAndFromAGivenInverse() {
        double[][] entries = uniform(90, 18);
        double[][] similar = uniform(90, 18);
        similar[5][5] += 1e-4;
        try (OffHeapMatrix a = offHeap(entries);
                OffHeapMatrix b = offHeap(similar);
                LargeInverse newton = inversion.newton(a, Progress.NONE);
                LargeInverse near = inversion.lu(b, Progress.NONE);
                LargeInverse warm = inversion.warm(a, near.inverse().orElseThrow(), Progress.NONE)) {
            requireGolden(newton, entries);
            requireGolden(warm, entries);
            assertEquals(Start.TRANSPOSE, newton.certificate().start());
            assertEquals(Start.WARM, warm.certificate().start());
            assertTrue(warm.certificate().steps() < 6, warm.certificate().toString());
        }
    }

    @Test
    void stopsBetweenPanelsWhenCancelled() {
        Cancelled afterTwoPanels = new Cancelled(2);
        try (OffHeapMatrix a = offHeap(uniform(600, 19))) {
            assertThrows(
                    CancelledException.class,
                    () -> inversion.gaussJordan(a, 8, LargeInversionTest::exact, Start.GAUSS_JORDAN, afterTwoPanels));
            assertFalse(afterTwoPanels.remaining > 0);
        }
    }

    /** Cancels after so many advances. */
    private static final class Cancelled implements Progress {
        private int remaining;

        Cancelled(int remaining) {
            this.remaining = remaining;
        }

        @Override
        public void begin(String phase, long total) {}

        @Override
        public void advance(long amount) {
            remaining--;
        }

        @Override
        public void note(String message) {}

        @Override
        public boolean isCancelled() {
            return remaining <= 0;
        }
    }
}
