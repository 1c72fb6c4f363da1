package org.chiasma.symmetric.internal.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.OperationReport.Chart;
import org.junit.jupiter.api.Test;

class AgreementFiguresTest {
    private static final AgreementFigures FIGURES = new AgreementFigures("contacts");

    private static DistanceProfile decaying(int size) {
        DistanceProfile profile = new DistanceProfile(size);
        double[] observed = new double[size];
        double[] predicted = new double[size];
        for (int d = 1; d < size; d++) {
            observed[d] = 1e6 / d;
            predicted[d] = 2e6 / d;
        }
        profile.accept(0, 1, observed, predicted, 1, size - 1);
        return profile;
    }

    @Test
    void decayHasEveryDistanceOfASmallMap() {
        Chart chart = FIGURES.decay("decay", decaying(50));
        Chart.Series observed = chart.series().get(0);
        assertEquals(49, observed.x().length);
        assertEquals(49, observed.x()[48]);
        assertEquals(1e6 / 49, observed.y()[48], 1e-9);
        assertEquals(2e6, chart.series().get(1).y()[0], 1e-9);
        assertTrue(chart.x().logarithmic());
    }

    @Test
    void decayOfALargeMapHasFewPointsUpToTheEnd() {
        Chart.Series observed =
                FIGURES.decay("decay", decaying(50_000)).series().get(0);
        assertTrue(observed.x().length <= 400, observed.x().length + " points");
        double last = observed.x()[observed.x().length - 1];
        assertTrue(last > 48_000 && last < 50_000, "last at " + last);
        assertEquals(1, observed.x()[0]);
    }

    @Test
    void heavyDecayIsOnALogarithmicScale() {
        assertTrue(FIGURES.decay("decay", decaying(1_000)).y().logarithmic());
        assertFalse(FIGURES.decay("decay", decaying(50)).y().logarithmic());
    }

    @Test
    void strataShowTheCorrelationAtEveryDistance() {
        DistanceProfile profile = new DistanceProfile(3);
        for (int row = 0; row < 12; row++) {
            profile.accept(row, row + 2, new double[] {row}, new double[] {-row}, 0, 1);
        }
        Chart.Series r = FIGURES.strata("strata", profile).series().get(0);
        assertArrayEquals(new double[] {1, 2}, r.x());
        assertArrayEquals(new double[] {Double.NaN, -1}, r.y(), 1e-14);
    }

    @Test
    void scatterIsThinnedAndHasTheLineOfEqualValues() {
        PairSample sample = new PairSample(20_000);
        for (int j = 1; j <= 10_000; j++) {
            sample.offer(0, j, j, -j);
        }
        Chart chart = FIGURES.scatter("scatter", sample);
        Chart.Series points = chart.series().get(0);
        assertTrue(points.x().length > 1_000 && points.x().length <= 3_000, points.x().length + " points");
        assertEquals(-points.x()[7], points.y()[7]);
        Chart.Series line = chart.series().get(1);
        assertArrayEquals(line.x(), line.y());
    }

    /** None, a few and, for one pair in fifty, very many contacts; predicted at twice the observed. */
    private static Chart cloudOfContacts() {
        PairSample sample = new PairSample(100_000);
        for (int j = 1; j <= 100_000; j++) {
            double contacts = j % 50 == 0 ? 99_999 : j % 2 == 0 ? 0 : 99;
            sample.offer(0, j, contacts, 2 * contacts);
        }
        return FIGURES.scatter("scatter", sample);
    }

    @Test
    void scatterOfHeavyTailedEntriesIsByLogarithmsAndKeepsZeros() {
        Chart chart = cloudOfContacts();
        double[] x = chart.series().get(0).x();
        double[] y = chart.series().get(0).y();
        assertArrayEquals(
                new double[] {0, 2, 5}, Arrays.stream(x).distinct().sorted().toArray(), 1e-12);
        for (int k = 0; k < x.length; k++) {
            assertEquals(Math.log10(1 + 2 * (Math.pow(10, x[k]) - 1)), y[k], 1e-9);
        }
        assertEquals("observed contacts, log10(1 + z)", chart.x().label());
        assertArrayEquals(new double[] {0, 5}, chart.series().get(1).x(), 1e-12);
    }

    @Test
    void scatterWithNegativePredictionsIsOfEntriesAsTheyAre() {
        PairSample sample = new PairSample(1_000);
        for (int j = 1; j <= 1_000; j++) {
            sample.offer(0, j, j % 50 == 0 ? 99_999 : 1, -1);
        }
        Chart chart = FIGURES.scatter("scatter", sample);
        assertEquals(99_999, Arrays.stream(chart.series().get(0).x()).max().orElseThrow());
        assertEquals("observed contacts", chart.x().label());
    }

    private static double[] drawn(double... fields) {
        Matrix matrix =
                FIGURES.maps("maps", new SplitMap(3, fields)).panels().get(0).matrix();
        double[] entries = new double[9];
        matrix.copyBlock(0, 0, 3, 3, entries, 0, 3);
        return entries;
    }

    @Test
    void heavyTailedMapsAreDrawnByLogarithms() {
        double[] entries = drawn(Double.NaN, 9, 999, 0, Double.NaN, 999, 99, 9, Double.NaN);
        assertArrayEquals(new double[] {Double.NaN, 1, 3, 0, Double.NaN, 3, 2, 1, Double.NaN}, entries, 1e-14);
    }

    @Test
    void signedMapsAreDrawnAsTheyAre() {
        double[] fields = {Double.NaN, -1, 999, 0, Double.NaN, 1, 2, 1, Double.NaN};
        assertArrayEquals(fields, drawn(fields));
    }
}
