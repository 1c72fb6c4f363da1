package org.chiasma.symmetric.internal.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chiasma.symmetric.internal.storage.ArrayMatrix;
import org.junit.jupiter.api.Test;

class PairMetricsTest {
    private static final double NONE = Double.NaN;

    private static DenseMap random(int n, long seed) {
        return new DenseMap(
                n,
                Arrays.stream(ArrayMatrix.symmetric(n, seed))
                        .flatMapToDouble(Arrays::stream)
                        .toArray());
    }

    private static DenseMap mixture(DenseMap a, DenseMap b) {
        double[] values = new double[a.values().length];
        Arrays.setAll(values, k -> a.values()[k] + b.values()[k]);
        return new DenseMap(a.size(), values);
    }

    private static PairMetrics collected(DenseMap observed, DenseMap predicted, PairMetrics.Settings settings) {
        PairMetrics metrics = new PairMetrics(settings);
        Pairs.visit(observed, predicted, metrics);
        return metrics;
    }

    private static void assertSame(PairScores expected, PairScores actual) {
        List<String> names = List.copyOf(expected.byName().keySet());
        for (String name : names) {
            double value = expected.byName().get(name);
            double tolerance = 1e-12 * Math.max(1, Math.abs(value));
            double found = actual.byName().get(name);
            assertTrue(
                    Double.compare(value, found) == 0 || Math.abs(value - found) <= tolerance,
                    () -> name + ": expected " + value + ", found " + found);
        }
        assertEquals(expected.pairs(), actual.pairs());
    }

    @Test
    void figuresOfFourPairsByHand() {
        // errors -1, 0, 1, 2: squares 6, mean of the truth 2.5, its squares 5
        double[] observed = {1, 2, 3, 4};
        PairScores scores = Pairs.scores(observed, new double[] {2, 2, 2, 2 + 0.0}, Positives.above(2), 1);
        assertEquals(1 - 6 / 5.0, scores.determination(), 1e-15);
        assertEquals(Math.sqrt(1.5), scores.rootMeanSquareError(), 1e-15);
        assertEquals(1, scores.meanAbsoluteError(), 1e-15);
        assertEquals(4, scores.pairs());
    }

    @Test
    void correlationsByHand() {
        // ranks 1 2 3 4 against 1 3 2 4: Spearman 1 - 6 * 2 / (4 * 15)
        PairScores scores =
                Pairs.scores(new double[] {1, 2, 3, 4}, new double[] {10, 30, 20, 90}, Positives.above(2), 1);
        assertEquals(0.8, scores.spearman(), 1e-15);
        // deviations -1.5 -.5 .5 1.5 and -27.5 -7.5 -17.5 52.5
        assertEquals(115 / Math.sqrt(5 * 3875.0), scores.pearson(), 1e-15);
    }

    @Test
    void tiesShareTheirRanks() {
        // ranks 1.5 1.5 3 against 1 2 3: covariance 1.5, variances 1.5 and 2
        PairScores scores = Pairs.scores(new double[] {-0.0, 0.0, 7}, new double[] {1, 2, 3}, Positives.above(2), 1);
        assertEquals(1.5 / Math.sqrt(3), scores.spearman(), 1e-15);
    }

    @Test
    void ranksOfManyAreThoseOfFew() {
        Random random = new Random(5);
        double[] values = new double[3_000];
        Arrays.setAll(values, k -> Math.rint(random.nextGaussian() * 300) * Math.pow(10, random.nextInt(9) - 4));
        values[7] = -0.0;
        values[8] = 0.0;
        values[9] = Double.NEGATIVE_INFINITY;
        values[10] = values[11] = Double.POSITIVE_INFINITY;
        assertArrayEquals(new SortedValues(values, values.length).ranks(values), RadixRanks.of(values));
    }

    @Test
    void detectionByHand() {
        // descending: 1 0 1 0; positives win 2 + 1 of 4; precision 1/1 and 2/3
        PairScores scores = Pairs.scores(new double[] {0, 1, 0, 1}, new double[] {1, 4, 3, 2}, Positives.suited(), 3);
        assertEquals(0.75, scores.areaUnderCurve(), 1e-15);
        assertEquals((1 + 2 / 3.0) / 2, scores.averagePrecision(), 1e-15);
        assertEquals(2 / 3.0, scores.precisionAtTop(), 1e-15);
        assertEquals(0.5, scores.positiveShare(), 1e-15);
    }

    @Test
    void equalScoresCountAsARandomOrder() {
        PairScores scores = Pairs.scores(new double[] {0, 1, 0, 1}, new double[] {5, 5, 5, 5}, Positives.suited(), 2);
        assertEquals(0.5, scores.areaUnderCurve(), 1e-15);
        assertEquals(0.5, scores.averagePrecision(), 1e-15);
        assertEquals(0.5, scores.precisionAtTop(), 1e-15);
    }

    @Test
    void positivesAreTheTopShareOfValues() {
        double[] observed = new double[200];
        Arrays.setAll(observed, k -> k);
        PairScores scores = Pairs.scores(observed, observed, Positives.suited(), 4);
        assertEquals(0.01, scores.positiveShare(), 1e-15);
        assertEquals(0.5, scores.precisionAtTop(), 1e-15);
        assertEquals(
                0.25, Pairs.scores(observed, observed, Positives.top(0.25), 4).positiveShare(), 1e-15);
    }

    @Test
    void perfectPredictionIsPerfect() {
        DenseMap z = random(40, 1);
        PairScores scores = collected(z, z, PairMetrics.Settings.DEFAULT).scores();
        for (String name : List.of("R2", "Pearson r", "Spearman r", "AUROC", "AUPR")) {
            assertEquals(1, scores.byName().get(name), 1e-14, name);
        }
        assertEquals(0, scores.rootMeanSquareError());
    }

    @Test
    void constantPredictionHasNoCorrelation() {
        DenseMap z = random(40, 1);
        double[] constant = new double[z.values().length];
        Arrays.fill(constant, 0.1);
        PairScores scores = collected(z, new DenseMap(40, constant), PairMetrics.Settings.DEFAULT)
                .scores();
        assertEquals(NONE, scores.pearson());
        assertEquals(NONE, scores.spearman());
        assertEquals(0.5, scores.areaUnderCurve(), 1e-15);
        assertTrue(scores.determination() <= 0);
    }

    @Test
    void orderOfPairsDoesNotMatter() {
        DenseMap z = random(60, 1);
        DenseMap p = mixture(z, random(60, 2));
        PairMetrics backwards = new PairMetrics(PairMetrics.Settings.DEFAULT);
        for (int i = 58; i >= 0; i--) {
            for (int j = 59; j > i; j--) {
                backwards.accept(i, j, z.values(), p.values(), i * 60 + j, 1);
            }
        }
        assertSame(collected(z, p, PairMetrics.Settings.DEFAULT).scores(), backwards.scores());
    }

    @Test
    void missingPairsDoNotCount() {
        double[] observed = {1, NONE, 2, 3, 5};
        double[] predicted = {2, 9, NONE, 3, 4};
        PairScores scores = Pairs.scores(observed, predicted, Positives.above(2), 1);
        PairScores present = Pairs.scores(new double[] {1, 3, 5}, new double[] {2, 3, 4}, Positives.above(2), 1);
        Map<String, Double> expected = new LinkedHashMap<>(present.byName());
        expected.put("unpredicted share", 0.25);
        assertEquals(expected, scores.byName());
        assertEquals(1, scores.unpredicted());
        assertEquals(3, scores.pairs());
    }

    @Test
    void withoutPredictionsOnlyTheirShareIsKnown() {
        PairScores none = Pairs.scores(new double[] {1, 2}, new double[] {NONE, NONE}, Positives.above(1), 1);
        assertEquals(1, none.byName().get("unpredicted share"));
        assertEquals(NONE, none.determination());
    }

    @Test
    void theUnpredictedShareIsUndefinedWhenNothingIsMissing() {
        PairScores all = Pairs.scores(new double[] {1, NONE, 3}, new double[] {2, NONE, 3}, Positives.above(2), 1);
        assertEquals(NONE, all.byName().get("unpredicted share"));
    }

    @Test
    void partsMergeToTheWhole() {
        DenseMap z = random(60, 1);
        DenseMap p = mixture(z, random(60, 2));
        PairMetrics.Settings settings = new PairMetrics.Settings(300, Positives.top(0.1), 50);
        PairMetrics whole = collected(z, p, settings);
        PairMetrics parts = new PairMetrics(settings);
        for (int[] rows : new int[][] {{40, 60}, {0, 10}, {10, 40}}) {
            PairMetrics part = new PairMetrics(settings);
            Pairs.visit(z, p, part, rows[0], rows[1]);
            parts.merge(part);
        }
        assertSame(whole.scores(), parts.scores());
        assertTrue(whole.scores().rankedShare() < 1);
    }

    @Test
    void sampleDoesNotDependOnTheOrder() {
        DenseMap z = random(60, 1);
        PairMetrics.Settings settings = new PairMetrics.Settings(300, Positives.top(0.1), 50);
        PairMetrics forwards = collected(z, z, settings);
        PairMetrics backwards = new PairMetrics(settings);
        for (int i = 58; i >= 0; i--) {
            Pairs.visit(z, z, backwards, i, i + 1);
        }
        assertArrayEquals(sorted(forwards.sample()), sorted(backwards.sample()));
        int size = forwards.sample().size();
        assertTrue(size <= 300 && size > 100, "size " + size);
        assertEquals(size / 1770.0, forwards.scores().rankedShare(), 1e-15);
    }

    private static double[] sorted(PairSample sample) {
        return Arrays.stream(sample.observed()).sorted().toArray();
    }

    @Test
    void sampledFiguresAreNearThoseOfAllPairs() {
        DenseMap z = random(400, 1);
        DenseMap p = mixture(z, random(400, 2));
        PairScores all = collected(z, p, PairMetrics.Settings.DEFAULT).scores();
        PairScores some = collected(z, p, new PairMetrics.Settings(20_000, Positives.suited(), 1_000))
                .scores();
        assertEquals(1, all.rankedShare());
        assertEquals(all.determination(), some.determination());
        // Over four standard errors of a rank correlation of 10,000 pairs or more.
        assertEquals(all.spearman(), some.spearman(), 0.04);
    }

    @Test
    void signalHasItsOwnDetermination() {
        PairMetrics metrics = new PairMetrics(PairMetrics.Settings.DEFAULT);
        double[] predicted = {1, 2, 4, NONE};
        metrics.accept(0, 1, new double[] {NONE, 5, 6, 7}, predicted, 0, 4);
        metrics.acceptSignal(new double[] {1, 2, 3, 4}, predicted, 0, 4);
        assertEquals(0.5, metrics.scores().signalDetermination(), 1e-15);
    }

    @Test
    void largeMeansCostNoDigits() {
        Random random = new Random(3);
        double[] x = new double[500];
        double[] y = new double[500];
        Arrays.setAll(x, k -> random.nextInt(1000));
        Arrays.setAll(y, k -> x[k] + random.nextInt(300));
        double near = Pairs.scores(x, y, Positives.suited(), 1).pearson();
        double far = Pairs.scores(shifted(x), shifted(y), Positives.suited(), 1).pearson();
        assertEquals(near, far, 1e-13);
    }

    private static double[] shifted(double[] values) {
        return Arrays.stream(values).map(v -> v + 0x1p40).toArray();
    }

    @Test
    void nothingComparedGivesNoFigures() {
        PairScores scores = Pairs.scores(new double[] {NONE}, new double[] {1}, Positives.suited(), 1);
        assertEquals(0, scores.pairs());
        for (String name : List.of("R2", "Pearson r", "RMSE", "Spearman r", "AUROC")) {
            assertEquals(NONE, scores.byName().get(name), name);
        }
    }

    @Test
    void refusesToMergeDifferentSettings() {
        PairMetrics one = new PairMetrics(new PairMetrics.Settings(10, Positives.suited(), 1));
        PairMetrics other = new PairMetrics(new PairMetrics.Settings(20, Positives.suited(), 1));
        assertThrows(IllegalArgumentException.class, () -> one.merge(other));
    }
}
