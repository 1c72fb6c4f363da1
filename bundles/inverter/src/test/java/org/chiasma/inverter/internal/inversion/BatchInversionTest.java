package org.chiasma.inverter.internal.inversion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.FieldLUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.chiasma.api.CancelledException;
import org.chiasma.api.Progress;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchInversionTest {
    private static final LinearAlgebra ALGEBRA = new LinearAlgebra();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 13, 16, 17, 30})
    void productWithTheInverseIsTheIdentity(int n) {
        for (Method method : new Method[] {Method.AUTO, Method.NEWTON, Method.LAPACK}) {
            int count = 150;
            double[] matrices = uniform(n, count, n);
            Inverses inverses = new BatchInversion(ALGEBRA, method).invert(n, count, matrices, Progress.NONE);
            for (int k = 0; k < count; k++) {
                Certificate certificate = inverses.certificate(k);
                Array2DRowRealMatrix a = matrix(n, matrices, k);
                double residual = a.multiply(matrix(n, inverses.entries(), k))
                        .subtract(new Array2DRowRealMatrix(
                                MatrixUtils.createRealIdentityMatrix(n).getData()))
                        .getFrobeniusNorm();
                String name = method + " " + k + " " + certificate;
                assertTrue(certificate.verdict().isInverted(), name);
                assertTrue(residual <= 1e-14 * certificate.condition(), name + " " + residual);
                assertTrue(certificate.residual() <= 1e-14 * certificate.condition(), name);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NEWTON", "LAPACK"})
    void aBatchIsItsMatricesOneByOneOnAnyNumberOfThreads(Method method) {
        for (int n : new int[] {3, 4, 7, 20}) {
            int count = 300;
            double[] matrices = uniform(n, count, 40 + n);
            makeTroublesome(n, matrices);
            Inverses batch = new BatchInversion(ALGEBRA, method, null, 1).invert(n, count, matrices, Progress.NONE);
            Inverses shared = new BatchInversion(ALGEBRA, method, null, 3).invert(n, count, matrices, Progress.NONE);
            assertArrayEquals(batch.entries(), shared.entries());
            for (int k = 0; k < count; k++) {
                double[] one = entries(n, matrices, k);
                Inverses single = new BatchInversion(ALGEBRA, method).invert(n, 1, one, Progress.NONE);
                assertEquals(single.certificate(0), batch.certificate(k));
                assertEquals(single.certificate(0), shared.certificate(k));
                assertArrayEquals(single.entries(), entries(n, batch.entries(), k));
            }
        }
    }

    @Test
    void refusedMatricesLeaveTheirNeighboursAlone() {
        double[] matrices = uniform(3, 200, 5);
        double[] expected = new BatchInversion(ALGEBRA, Method.AUTO)
                .invert(3, 200, matrices, Progress.NONE)
                .entries()
                .clone();
        matrices[9 * 7 + 4] = Double.NaN;
        matrices[9 * 8] = Double.NEGATIVE_INFINITY;
        Arrays.fill(matrices, 9 * 9, 9 * 10, 0);
        Arrays.fill(expected, 9 * 7, 9 * 10, Double.NaN);
        Inverses inverses = new BatchInversion(ALGEBRA, Method.AUTO).invert(3, 200, matrices, Progress.NONE);
        assertArrayEquals(expected, inverses.entries());
        assertEquals(2, inverses.count(Verdict.NOT_FINITE));
        assertEquals(1, inverses.count(Verdict.SINGULAR));
        assertEquals(-1, inverses.certificate(7).rank());
        assertEquals(0, inverses.certificate(9).rank());
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NEWTON", "LAPACK"})
    void permutedRowsPermuteTheColumnsOfTheInverse(Method method) {
        int n = 6;
        double[] a = uniform(n, 1, 6);
        double[] permuted = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(a, i * n, permuted, (i + 2) % n * n, n);
        }
        Inverses plain = new BatchInversion(ALGEBRA, method).invert(n, 1, a, Progress.NONE);
        Inverses moved = new BatchInversion(ALGEBRA, method).invert(n, 1, permuted, Progress.NONE);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(plain.entries()[i * n + j], moved.entries()[i * n + (j + 2) % n], 1e-13);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NEWTON", "LAPACK"})
    void scaledRowsScaleTheColumnsOfTheInverse(Method method) {
        int n = 5;
        double[] a = uniform(n, 1, 6);
        double[] scaled = a.clone();
        for (int e = 0; e < n * n; e++) {
            scaled[e] = Math.scalb(scaled[e], 30 * (e / n));
        }
        Inverses plain = new BatchInversion(ALGEBRA, method).invert(n, 1, a, Progress.NONE);
        Inverses stretched = new BatchInversion(ALGEBRA, method).invert(n, 1, scaled, Progress.NONE);
        assertEquals(Verdict.CERTIFIED, stretched.verdict(0));
        for (int e = 0; e < n * n; e++) {
            assertEquals(plain.entries()[e], Math.scalb(stretched.entries()[e], 30 * (e % n)), 1e-13);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NEWTON", "LAPACK"})
    void inversesOfSymmetricMatricesAreExactlySymmetric(Method method) {
        for (int n : new int[] {2, 4, 9, 25}) {
            double[] matrices = uniform(n, 20, n);
            for (int k = 0; k < 20; k++) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < i; j++) {
                        matrices[(k * n + i) * n + j] = matrices[(k * n + j) * n + i];
                    }
                }
            }
            Inverses inverses = new BatchInversion(ALGEBRA, method).invert(n, 20, matrices, Progress.NONE);
            assertEquals(20, inverses.count(Verdict.CERTIFIED));
            for (int e = 0; e < matrices.length; e++) {
                int i = e / n % n;
                int j = e % n;
                assertEquals(inverses.entries()[e], inverses.entries()[e + (j - i) * n + i - j]);
            }
        }
    }

    @Test
    void aGuessIsUsedOnlyIfItIsGood() {
        int n = 5;
        double[] a = uniform(n, 1, 7);
        double[] inverse = new BatchInversion(ALGEBRA, Method.AUTO)
                .invert(n, 1, a, Progress.NONE)
                .entries();
        Certificate good = withGuess(n, a, FixedGuess.near(inverse, x -> 1.001 * x));
        Certificate bad = withGuess(n, a, FixedGuess.near(inverse, x -> 2.1 * x));
        assertEquals(Start.NETWORK, good.start());
        assertEquals(Start.TRANSPOSE, bad.start());
        assertTrue(good.steps() <= 4, good.toString());
        assertTrue(bad.steps() > 4, bad.toString());
        assertEquals(Verdict.CERTIFIED, good.verdict());
        assertEquals(Verdict.CERTIFIED, bad.verdict());
    }

    @Test
    void aGuesserNeverSeesWhatIsNotFinite() {
        double[] matrices = {1, 2, Double.NaN, 3, 2, 0, 0, 4};
        StartingGuess guess = new StartingGuess() {
            @Override
            public Start start() {
                return Start.WARM;
            }

            @Override
            public void guess(int n, int count, double[] seen, double[] inverses) {
                assertTrue(Arrays.stream(seen).allMatch(Double::isFinite));
                Arrays.fill(inverses, Double.NaN);
            }
        };
        Inverses inverses = new BatchInversion(ALGEBRA, Method.NEWTON, guess, 1).invert(2, 2, matrices, Progress.NONE);
        assertEquals(Verdict.NOT_FINITE, inverses.verdict(0));
        assertEquals(Verdict.CERTIFIED, inverses.verdict(1));
        assertTrue(Double.isNaN(matrices[2]));
    }

    @Test
    void inversesThatDoNotFitIntoDoublesAreNotGivenOut() {
        Inverses inverses =
                new BatchInversion(ALGEBRA, Method.AUTO).invert(1, 2, new double[] {1e-310, 1e-300}, Progress.NONE);
        assertEquals(Verdict.NEAR_SINGULAR, inverses.verdict(0));
        assertEquals(1, inverses.certificate(0).rank());
        assertEquals(Verdict.CERTIFIED, inverses.verdict(1));
        assertEquals(1e300, inverses.entries()[1], 1e285);
    }

    @Test
    void pivotsAreInvertedOrRefused() {
        PivotInverse pivots = new BatchInversion(ALGEBRA, Method.AUTO).pivots();
        double[] inverse = new double[4];
        assertTrue(pivots.invert(2, new double[] {0, 2, 4, 0}, inverse));
        assertArrayEquals(new double[] {0, 0.25, 0.5, 0}, inverse);
        assertFalse(pivots.invert(2, new double[] {1, 2, 2, 4}, inverse));
        assertFalse(pivots.invert(2, new double[] {1, 2, Double.NaN, 4}, inverse));
    }

    @Test
    void anEmptyBatchHasNoInverses() {
        Inverses inverses = new BatchInversion(ALGEBRA, Method.AUTO).invert(3, 0, new double[0], Progress.NONE);
        assertEquals(0, inverses.count());
        assertEquals(0, inverses.count(Verdict.CERTIFIED));
    }

    @Test
    void refusesMethodsAndGuessesThatDoNotFit() {
        FixedGuess guess = new FixedGuess(Start.NETWORK, new double[1]);
        assertThrows(IllegalArgumentException.class, () -> new BatchInversion(ALGEBRA, Method.NETWORK));
        assertThrows(IllegalArgumentException.class, () -> new BatchInversion(ALGEBRA, Method.AUTO, guess, 1));
        assertThrows(IllegalArgumentException.class, () -> new BatchInversion(ALGEBRA, Method.AUTO, null, 0));
        assertThrows(IllegalArgumentException.class, () -> new BatchInversion(ALGEBRA, Method.AUTO)
                .invert(3, 2, new double[17], Progress.NONE));
    }

    /** Against exact fractions: entries from 2^-45 to 2^45 times uniform ones. */
    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"AUTO", "LAPACK", "NEWTON"})
    void errorsHoldForBadlyScaledInversesAsTheyAreGiven(Method method) {
        Random random = new Random(7);
        int inverted = 0;
        for (int trial = 0; trial < 300; trial++) {
            double[] matrix = random.doubles(9, -1, 1).toArray();
            for (int e = 0; e < 9; e++) {
                matrix[e] = Math.scalb(matrix[e], random.nextInt(91) - 45);
            }
            Inverses found = new BatchInversion(ALGEBRA, method).invert(3, 1, matrix, Progress.NONE);
            Certificate certificate = found.certificate(0);
            if (certificate.verdict().isInverted()) {
                inverted++;
                double error = exactError(matrix, found.entries());
                assertTrue(error <= certificate.error(), trial + ": " + error + " > " + certificate);
            }
        }
        assertTrue(inverted > 200, inverted + " inverted");
    }

    /** Every matrix with a singular value below n eps times the largest, for sure, is refused. */
    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"AUTO", "LAPACK", "NEWTON"})
    void matricesThatRoundingMadeInvertibleAreSingular(Method method) {
        Random random = new Random(11);
        for (int trial = 0; trial < 300; trial++) {
            double[] matrix = random.doubles(9, -1, 1).toArray();
            for (int j = 0; j < 3; j++) {
                matrix[6 + j] = (matrix[j] - matrix[3 + j]) * (1 + (random.nextInt(3) - 1) * 0x1p-52);
            }
            Certificate certificate = new BatchInversion(ALGEBRA, method)
                    .invert(3, 1, matrix, Progress.NONE)
                    .certificate(0);
            assertFalse(certificate.verdict().isInverted(), trial + ": " + certificate);
        }
    }

    private static double exactError(double[] matrix, double[] inverse) {
        BigFraction[][] exact = new BigFraction[3][3];
        for (int e = 0; e < 9; e++) {
            exact[e / 3][e % 3] = new BigFraction(matrix[e]);
        }
        BigFraction[][] truth = new FieldLUDecomposition<>(new Array2DRowFieldMatrix<>(exact))
                .getSolver()
                .getInverse()
                .getData();
        double squares = 0;
        double size = 0;
        for (int e = 0; e < 9; e++) {
            double distance =
                    truth[e / 3][e % 3].subtract(new BigFraction(inverse[e])).doubleValue();
            squares += distance * distance;
            size += inverse[e] * inverse[e];
        }
        return Math.sqrt(squares / size);
    }

    @Test
    void stopsWhenCancelled() {
        BatchInversion inversion = new BatchInversion(ALGEBRA, Method.AUTO);
        assertThrows(
                CancelledException.class, () -> inversion.invert(1, 1, new double[] {1}, RecordedProgress.cancelled()));
    }

    @Test
    void saysWhichMethodAndWhy() {
        assertTrue(Method.AUTO.reason(3, 1000).startsWith("cofactors for 1000 matrices of 3 x 3, because"));
        assertTrue(Method.AUTO.reason(8, 1).startsWith("Gauss-Jordan elimination for one 8 x 8 matrix, because"));
    }

    private static Certificate withGuess(int n, double[] a, StartingGuess guess) {
        return new BatchInversion(ALGEBRA, Method.NETWORK, guess, 1)
                .invert(n, 1, a, Progress.NONE)
                .certificate(0);
    }

    /** Singular, permuted, tiny, ill-conditioned and symmetric ones in between. */
    private static void makeTroublesome(int n, double[] matrices) {
        int size = n * n;
        System.arraycopy(matrices, 2 * size, matrices, 2 * size + n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrices[5 * size + i * n + j] = (i + 1) % n == j ? 1 : 0;
                matrices[6 * size + i * n + j] = 1.0 / (i + j + 1);
                matrices[7 * size + i * n + j] *= 1e-160;
            }
        }
    }

    private static double[] uniform(int n, int count, long seed) {
        return new SplittableRandom(seed).doubles((long) n * n * count, -1, 1).toArray();
    }

    private static double[] entries(int n, double[] matrices, int k) {
        return Arrays.copyOfRange(matrices, k * n * n, (k + 1) * n * n);
    }

    private static Array2DRowRealMatrix matrix(int n, double[] matrices, int k) {
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrices, (k * n + i) * n, rows[i], 0, n);
        }
        return new Array2DRowRealMatrix(rows, false);
    }
}
