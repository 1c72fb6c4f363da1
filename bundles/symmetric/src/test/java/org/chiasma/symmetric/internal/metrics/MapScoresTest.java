package org.chiasma.symmetric.internal.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.storage.ArrayMatrix;
import org.junit.jupiter.api.Test;

class MapScoresTest {
    private static final LinearAlgebra ALGEBRA = new LinearAlgebra();

    private static DenseMap map(double[][] entries) {
        return DenseMap.of(ArrayMatrix.of(entries), 0, entries.length);
    }

    /** Two compartments, alternating every {@code length} bins, with noise. */
    private static double[][] compartments(int n, int length, double noise, long seed) {
        double[][] entries = ArrayMatrix.symmetric(n, seed);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sign = (i / length + j / length) % 2 == 0 ? 1 : -1;
                entries[i][j] = sign + noise * entries[i][j];
            }
        }
        return entries;
    }

    private static double[][] masked(double[][] entries, int... bins) {
        for (int bin : bins) {
            Arrays.fill(entries[bin], Double.NaN);
            for (double[] row : entries) {
                row[bin] = Double.NaN;
            }
        }
        return entries;
    }

    @Test
    void perfectPredictionIsPerfect() {
        DenseMap z = map(masked(compartments(60, 7, 0.5, 1), 3, 20, 21));
        MapScores scores = MapScores.of(ALGEBRA, z, z, MapSettings.DEFAULT);
        scores.byName().forEach((name, value) -> assertEquals(1, value, 1e-10, name));
    }

    @Test
    void distanceMeanHasNoCorrelationWithinDistances() {
        double[][] decay = new double[40][40];
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                decay[i][j] = 1.0 / (1 + Math.abs(i - j));
            }
        }
        MapScores scores = MapScores.of(ALGEBRA, map(compartments(40, 7, 0.5, 1)), map(decay), MapSettings.DEFAULT);
        assertEquals(Double.NaN, scores.stratumAdjusted());
        assertEquals(Double.NaN, scores.pearsonByDistance());
    }

    @Test
    void maskedBinsDoNotCount() {
        double[][] truth = masked(compartments(50, 6, 0.5, 1), 10, 30);
        double[][] plain = compartments(50, 6, 0.8, 2);
        double[][] spoiled = compartments(50, 6, 0.8, 2);
        for (int j = 0; j < 50; j++) {
            spoiled[10][j] = spoiled[j][10] = 1e6;
        }
        MapScores expected = MapScores.of(ALGEBRA, map(truth), map(plain), MapSettings.DEFAULT);
        MapScores actual = MapScores.of(ALGEBRA, map(truth), map(spoiled), MapSettings.DEFAULT);
        assertEquals(expected.stratumAdjusted(), actual.stratumAdjusted());
        assertEquals(expected.pearsonByDistance(), actual.pearsonByDistance());
        assertEquals(expected.determination(), actual.determination());
        assertEquals(expected.spearman(), actual.spearman());
        assertEquals(expected.firstEigenvector(), actual.firstEigenvector(), 1e-12);
    }

    @Test
    void eigenvectorTellsCompartmentsApart() {
        DenseMap z = map(masked(compartments(60, 10, 0.3, 1), 5));
        int[] covered = FirstEigenvector.covered(z);
        double[] vector = new FirstEigenvector(ALGEBRA).of(z, covered);
        assertArrayEquals(IntStream.range(0, 60).filter(i -> i != 5).toArray(), covered);
        double sign = Math.signum(vector[0]);
        for (int k = 0; k < covered.length; k++) {
            assertTrue(vector[k] * sign * (covered[k] / 10 % 2 == 0 ? 1 : -1) > 0, "bin " + covered[k]);
        }
    }

    @Test
    void eigenvectorAgreesWhateverItsSign() {
        // The opposite compartments give the same map of products, and the same vector up to its sign.
        double[][] entries = compartments(40, 5, 0.2, 1);
        double agreement = new FirstEigenvector(ALGEBRA).agreement(map(entries), map(compartments(40, 5, 0.2, 9)));
        assertTrue(agreement > 0.95, "agreement " + agreement);
        assertTrue(agreement <= 1 + 1e-12);
    }

    @Test
    void eigenvectorOfAConstantMapAgreesWithNothing() {
        double[][] constant = new double[20][20];
        for (double[] row : constant) {
            Arrays.fill(row, 0.0);
        }
        assertEquals(
                Double.NaN, new FirstEigenvector(ALGEBRA).agreement(map(compartments(20, 5, 0.2, 1)), map(constant)));
    }

    @Test
    void insulationOfATinyMapByHand() {
        // across bin 1: entry (0, 2) = 1; across bin 2: entry (1, 3) = 3; mean 2
        double[][] entries = {{9, 9, 1, 9}, {9, 9, 9, 3}, {1, 9, 9, 9}, {9, 3, 9, 9}};
        double[] scores = new Insulation(1).of(map(entries));
        assertArrayEquals(new double[] {Double.NaN, -1, Math.log(1.5) / Math.log(2), Double.NaN}, scores, 1e-15);
    }

    @Test
    void insulationNeedsHalfOfItsSquare() {
        double[][] entries = new double[8][8];
        Arrays.stream(entries).forEach(row -> Arrays.fill(row, 1));
        masked(entries, 2);
        double[] scores = new Insulation(2).of(map(entries));
        // across bin 3 row 2 is missing, half of four entries; across bin 2 nothing is
        assertEquals(0, scores[3], 1e-15);
        entries[1][4] = Double.NaN;
        assertEquals(Double.NaN, new Insulation(2).of(map(entries))[3]);
    }

    @Test
    void smoothingAveragesAndKeepsMissingEntriesMissing() {
        DenseMap smooth = map(new double[][] {{1, 2, 3}, {2, 5, Double.NaN}, {3, Double.NaN, 7}})
                .smoothed(1);
        assertEquals((1 + 2 + 3 + 2 + 5 + 3 + 7) / 9.0, smooth.at(1, 1), 1e-15);
        assertEquals((1 + 2 + 2 + 5) / 9.0, smooth.at(0, 0), 1e-15);
        assertEquals(Double.NaN, smooth.at(1, 2));
    }

    @Test
    void emptyPairsCanBeLeftOut() {
        double[][] a = ArrayMatrix.symmetric(30, 1);
        double[][] b = ArrayMatrix.symmetric(30, 2);
        double[][] c = new double[30][30];
        double[][] d = new double[30][30];
        Random random = new Random(4);
        for (int i = 0; i < 30; i++) {
            for (int j = i; j < 30; j++) {
                boolean empty = random.nextInt(3) == 0;
                c[i][j] = c[j][i] = empty ? 0 : a[i][j];
                d[i][j] = d[j][i] = empty ? 0 : b[i][j];
                if (empty) {
                    a[i][j] = a[j][i] = Double.NaN;
                }
            }
        }
        double expected = new StratumAdjustedCorrelation(0, 20, false).of(map(a), map(b));
        assertEquals(expected, new StratumAdjustedCorrelation(0, 20, true).of(map(c), map(d)));
    }

    @Test
    void distancesMergeToTheWhole() {
        DenseMap z = map(masked(compartments(50, 6, 0.5, 1), 10));
        DenseMap p = map(compartments(50, 6, 0.8, 2));
        DistanceProfile whole = new DistanceProfile(50);
        Pairs.visit(z, p, whole);
        DistanceProfile parts = new DistanceProfile(50);
        for (int from = 0; from < 50; from += 20) {
            DistanceProfile part = new DistanceProfile(50);
            Pairs.visit(z, p, part, from, from + 20);
            parts.merge(part);
        }
        for (int d = 1; d < 50; d++) {
            assertEquals(whole.count(d), parts.count(d));
            assertEquals(whole.meanObserved(d), parts.meanObserved(d), 1e-13);
            assertEquals(whole.pearson(d), parts.pearson(d), 1e-12);
        }
    }

    @Test
    void refusesMapsOfDifferentSizes() {
        DenseMap small = map(new double[3][3]);
        DenseMap large = map(new double[4][4]);
        assertThrows(IllegalArgumentException.class, () -> MapScores.of(ALGEBRA, small, large, MapSettings.DEFAULT));
    }
}
