package org.chiasma.symmetric.internal.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.Goldens;
import org.junit.jupiter.api.Test;

/** Equality with metrics that independent code computed from the same matrices. */
class MetricsGoldenTest {
    private static final int SIZE = 200;

    private static DenseMap map(String name) {
        return new DenseMap(SIZE, Goldens.vector(name));
    }

    /** Contacts from log(1 + contacts), none exactly zero, as the reference has them. */
    private static DenseMap contacts(String name) {
        return new DenseMap(
                SIZE,
                Arrays.stream(Goldens.vector(name))
                        .map(v -> Math.expm1(v) + 1e-3)
                        .toArray());
    }

    private static void assertGolden(String name, double actual) {
        double expected = Goldens.json().getAsJsonObject("metrics").get(name).getAsDouble();
        assertEquals(expected, actual, 1e-9 * Math.abs(expected));
    }

    private static PairScores scores(String observed, String predicted) {
        PairMetrics metrics = new PairMetrics(PairMetrics.Settings.DEFAULT);
        Pairs.visit(map(observed), map(predicted), metrics);
        return metrics.scores();
    }

    @Test
    void stratumAdjustedCorrelationIsTheReferences() {
        assertGolden("scc_h0_dmax100", new StratumAdjustedCorrelation(0, 100, false).of(map("met_A"), map("met_B")));
    }

    @Test
    void smoothedStratumAdjustedCorrelationIsTheReferences() {
        assertGolden("scc_h1_dmax100", new StratumAdjustedCorrelation(1, 100, false).of(map("met_A"), map("met_B")));
    }

    @Test
    void correlationByDistanceIsTheReferences() {
        DistanceProfile profile = new DistanceProfile(SIZE);
        Pairs.visit(map("met_A"), map("met_B"), profile);
        assertGolden("dist_pearson_2_50", profile.meanPearson(2, 50));
    }

    @Test
    void determinationIsTheReferences() {
        assertGolden("r2", scores("met_A", "met_B").determination());
    }

    @Test
    void insulationIsTheReferences() {
        double[] expected = Goldens.vector("met_insA");
        double[] actual = new Insulation(8).of(contacts("met_A"));
        for (int i = 0; i < SIZE; i++) {
            assertEquals(expected[i], actual[i], 1e-9, "bin " + i);
        }
        assertGolden("insulation_pearson_w8", new Insulation(8).correlation(contacts("met_A"), contacts("met_B")));
    }

    @Test
    void detectionOfEdgesIsTheReferences() {
        PairScores scores = scores("met_net_y", "met_net_score");
        assertGolden("auroc", scores.areaUnderCurve());
        assertGolden("aupr", scores.averagePrecision());
    }

    @Test
    void mapScoresCollectTheFigures() {
        MapSettings settings = new MapSettings(1, 2, 50, false, 8);
        MapScores scores = MapScores.of(new LinearAlgebra(), map("met_A"), map("met_B"), settings);
        assertGolden("dist_pearson_2_50", scores.pearsonByDistance());
        assertEquals(
                new StratumAdjustedCorrelation(1, 50, false).of(map("met_A"), map("met_B")), scores.stratumAdjusted());
        assertEquals(48L * SIZE - (2 + 49) * 48 / 2, scores.pairs());
    }
}
