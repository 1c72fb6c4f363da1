package org.chiasma.symmetric.internal.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.symmetric.internal.storage.ArrayMatrix;
import org.junit.jupiter.api.Test;

class PairComparisonTest {
    /** More than two tiles a side. */
    private static final int SIZE = 1_100;

    private static final PairMetrics.Settings SETTINGS = new PairMetrics.Settings(50_000, Positives.suited(), 500);

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][];
        Arrays.setAll(sum, i -> {
            double[] row = new double[a.length];
            Arrays.setAll(row, j -> a[i][j] + b[i][j]);
            return row;
        });
        return sum;
    }

    private static PairComparison compare(double[][] observed, double[][] predicted, Optional<Matrix> signal) {
        return PairComparison.of(ArrayMatrix.of(observed), ArrayMatrix.of(predicted), signal, SETTINGS, Progress.NONE);
    }

    @Test
    void allProcessorsFindWhatOneDoes() {
        double[][] signal = ArrayMatrix.symmetric(SIZE, 1);
        double[][] observed = sum(signal, ArrayMatrix.symmetric(SIZE, 2));
        double[][] predicted = sum(signal, ArrayMatrix.symmetric(SIZE, 3));
        observed[3][700] = observed[700][3] = Double.NaN;
        PairComparison parallel = compare(observed, predicted, Optional.of(ArrayMatrix.of(signal)));
        PairComparison serial = new PairComparison(SIZE, SETTINGS);
        for (int i = 0; i + 1 < SIZE; i++) {
            serial.accept(i, i + 1, observed[i], predicted[i], i + 1, SIZE - i - 1);
            serial.metrics().acceptSignal(signal[i], predicted[i], i + 1, SIZE - i - 1);
        }
        PairScores expected = serial.metrics().scores();
        PairScores actual = parallel.metrics().scores();
        expected.byName()
                .forEach((name, value) -> assertEquals(value, actual.byName().get(name), 1e-12, name));
        assertEquals((long) SIZE * (SIZE - 1) / 2 - 1, actual.pairs());
        assertEquals(0, actual.signalDetermination(), 0.02);
        for (int d = 1; d < SIZE; d++) {
            double r = serial.profile().pearson(d);
            assertEquals(r, parallel.profile().pearson(d), 1e-12, "distance " + d);
        }
    }

    @Test
    void mapHasTheObservedAboveAndThePredictedBelow() {
        double[][] observed = ArrayMatrix.symmetric(30, 1);
        double[][] predicted = ArrayMatrix.symmetric(30, 2);
        observed[2][9] = observed[9][2] = Double.NaN;
        double[][] map = ArrayMatrix.entries(
                compare(observed, predicted, Optional.empty()).map());
        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < 30; j++) {
                double expected = i == j ? Double.NaN : i < j ? observed[i][j] : predicted[i][j];
                assertEquals(expected, map[i][j]);
            }
        }
    }

    @Test
    void mapOfALargeMatrixHasMeansOfBlocks() {
        double[][] observed = ArrayMatrix.symmetric(10, 1);
        double[][] predicted = ArrayMatrix.symmetric(10, 2);
        observed[0][9] = Double.NaN;
        MapReduction reduction = new MapReduction(10, 5);
        for (int i = 0; i < 9; i++) {
            reduction.accept(i, i + 1, observed[i], predicted[i], i + 1, 9 - i);
        }
        double[][] map = ArrayMatrix.entries(reduction.map());
        assertEquals((observed[0][8] + observed[1][8] + observed[1][9]) / 3, map[0][4], 1e-15);
        assertEquals((predicted[2][8] + predicted[2][9] + predicted[3][8] + predicted[3][9]) / 4, map[4][1], 1e-15);
        assertEquals(Double.NaN, map[3][3]);
    }

    @Test
    void refusesMatricesOfDifferentSizes() {
        double[][] small = new double[3][3];
        double[][] large = new double[4][4];
        assertThrows(IllegalArgumentException.class, () -> compare(small, large, Optional.empty()));
    }

    @Test
    void matricesOfOneRowHaveNoPairs() {
        PairScores scores = compare(new double[1][1], new double[1][1], Optional.empty())
                .metrics()
                .scores();
        assertEquals(0, scores.pairs());
        assertTrue(Double.isNaN(scores.determination()));
    }
}
