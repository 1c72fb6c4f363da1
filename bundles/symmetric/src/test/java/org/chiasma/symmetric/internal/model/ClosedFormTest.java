package org.chiasma.symmetric.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.simulation.Family;
import org.chiasma.symmetric.internal.simulation.SimulatedExample;
import org.chiasma.symmetric.internal.simulation.Simulation;
import org.junit.jupiter.api.Test;

class ClosedFormTest {
    private static final int D = 400;
    private static final ClosedFormSettings GIVEN =
            new ClosedFormSettings(Optional.of(RidgeKind.TWO_STEP), Optional.of(1e-3), Optional.of(8), 5, false);

    private final LinearAlgebra algebra = new LinearAlgebra();

    @Test
    void recoversALowRankFamilyOnAnExampleItHasNotSeen() {
        ClosedForm.Fit fit = fit(ClosedFormSettings.DEFAULTS, FeatureSpec.LINEAR, example(1, D));
        assertEquals(8, fit.terms().rank());
        assertTrue(signalR2(fit, 2, D) > 0.99, "signal R2 " + signalR2(fit, 2, D));
        assertEquals(0.8, fit.selection().r2(), 0.03);
    }

    @Test
    void learnsFromSeveralExamples() {
        List<TrainingExample> examples = new ArrayList<>();
        for (int seed = 1; seed <= 5; seed++) {
            examples.add(example(seed, 50));
        }
        ClosedForm.Fit one = fit(GIVEN, FeatureSpec.LINEAR, examples.get(0));
        ClosedForm.Fit all =
                new ClosedForm(algebra, ClosedFormSettings.DEFAULTS, Progress.NONE).fit(FeatureSpec.LINEAR, examples);
        double learned = signalR2(all, 9, D);
        assertTrue(learned > signalR2(one, 9, D) + 0.05, learned + " and " + signalR2(one, 9, D));
        assertTrue(learned > 0.95, "signal R2 " + learned);
    }

    @Test
    void permutingTheColumnsPermutesThePrediction() {
        TrainingExample example = example(1, D);
        int[] order = IntStream.range(0, D).toArray();
        List<Integer> shuffled = new ArrayList<>(Arrays.stream(order).boxed().toList());
        Collections.shuffle(shuffled, new Random(4));
        double[][] z = entries(example.target());
        double[][] permuted = new double[D][D];
        double[][] x = new double[20][D];
        double[][] y = new double[20][D];
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < D; j++) {
                permuted[i][j] = z[shuffled.get(i)][shuffled.get(j)];
            }
            for (int k = 0; k < 20; k++) {
                x[k][i] = example.columns().get(shuffled.get(i), k);
                y[k][i] = example.columns().get(shuffled.get(i), 20 + k);
            }
        }
        TrainingExample other = new TrainingExample(
                "permuted",
                ColumnValues.of(Examples.matrix(x), Examples.matrix(y), new int[] {0}),
                new ArrayTarget(permuted, false));
        Matrix expected = predict(fit(GIVEN, FeatureSpec.LINEAR, doubles(example)), example.columns());
        Matrix found = predict(fit(GIVEN, FeatureSpec.LINEAR, other), other.columns());
        double[] row = new double[D];
        double[] permutedRow = new double[D];
        for (int i = 0; i < D; i += 37) {
            expected.copyRow(shuffled.get(i), row, 0);
            found.copyRow(i, permutedRow, 0);
            for (int j = 0; j < D; j++) {
                assertEquals(row[shuffled.get(j)], permutedRow[j], 1e-4);
            }
        }
    }

    @Test
    void missingPairsAreLeftOutOfTheError() {
        TrainingExample example = example(1, D);
        TrainingExample thinned =
                new TrainingExample("thinned", example.columns(), new HiddenPairs(example.target(), 0.9, 3));
        ClosedForm.Fit fit = fit(ClosedFormSettings.DEFAULTS, FeatureSpec.LINEAR, thinned);
        assertEquals(0.1, fit.selection().observedShare(), 0.01);
        assertTrue(signalR2(fit, 2, D) > 0.9, "signal R2 " + signalR2(fit, 2, D));
    }

    @Test
    void columnsWithoutAnyPairCountForNothing() {
        TrainingExample example = example(1, 150);
        double[][] z = entries(example.target());
        double[][] half = new double[300][300];
        double[][] x = new double[20][300];
        double[][] y = new double[20][300];
        Random random = new Random(8);
        for (int i = 0; i < 300; i++) {
            Arrays.fill(half[i], Double.NaN);
            for (int k = 0; k < 20; k++) {
                x[k][i] = i % 2 == 0 ? example.columns().get(i / 2, k) : random.nextGaussian();
                y[k][i] = i % 2 == 0 ? example.columns().get(i / 2, 20 + k) : random.nextGaussian();
            }
            for (int j = 0; j < 300 && i % 2 == 0; j += 2) {
                half[i][j] = z[i / 2][j / 2];
            }
        }
        TrainingExample padded = new TrainingExample(
                "padded",
                ColumnValues.of(Examples.matrix(x), Examples.matrix(y), new int[] {0}),
                new ArrayTarget(half, false));
        ClosedForm.Fit fit = fit(GIVEN, FeatureSpec.LINEAR, padded);
        assertEquals(150, fit.selection().columns());
        assertEquals(1, fit.selection().observedShare());
        double whole = signalR2(fit(GIVEN, FeatureSpec.LINEAR, doubles(example)), 2, D);
        assertEquals(whole, signalR2(fit, 2, D), 0.01);
    }

    @Test
    void positiveModelsHaveNoNegativeTerm() {
        TrainingExample example = example(Family.INDEFINITE, 1, D);
        ClosedForm.Fit plain = fit(ClosedFormSettings.DEFAULTS, FeatureSpec.LINEAR.withRandom(64), example);
        assertTrue(Arrays.stream(plain.terms().weights()).anyMatch(weight -> weight < 0));
        ClosedFormSettings settings =
                new ClosedFormSettings(Optional.empty(), Optional.empty(), Optional.empty(), 5, true);
        ClosedForm.Fit positive = fit(settings, FeatureSpec.LINEAR.withRandom(64), example);
        assertTrue(positive.terms().rank() > 0);
        assertTrue(Arrays.stream(positive.terms().weights()).allMatch(weight -> weight > 0));
    }

    @Test
    void theCorrelationPartIsLeastSquares() {
        int n = 12;
        int size = 60;
        Random random = new Random(11);
        double[][] x = new double[n][size];
        double[][] y = new double[n][size];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < size; j++) {
                x[i][j] = random.nextGaussian();
                y[i][j] = random.nextGaussian();
            }
        }
        double[][] z = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                z[i][j] = i == j ? 1 : 0.7 * correlation(x, i, j) - 0.2 * correlation(y, i, j) + 0.1;
            }
        }
        ColumnValues columns = ColumnValues.of(Examples.matrix(x), Examples.matrix(y), new int[] {0});
        FeatureSpec spec = new FeatureSpec(List.of(), 0, 1, 7, true, false);
        ColumnFeatures features = ColumnFeatures.fit(spec, List.of(columns));
        Target target = new ArrayTarget(z, false);
        try (FeatureMatrix phi = FeatureMatrix.of(features, columns, false, algebra)) {
            Moments moments = PairPass.of(
                            algebra,
                            phi,
                            Coverage.of(target, Progress.NONE),
                            target,
                            FoldLayout.whole(size),
                            Progress.NONE)
                    .all();
            ProfileSkip skip = new ProfileSkip(features.profileStart(), n, n);
            double[] coefficients = skip.coefficients(algebra, List.of(moments));
            assertEquals(0.7, coefficients[0], 1e-9);
            assertEquals(-0.2, coefficients[1], 1e-9);
            Moments left = skip.residual(algebra, moments, coefficients);
            assertEquals(0.1 * size * (size - 1), left.m().get(0, 0), 1e-8 * size * size);
        }
    }

    @Test
    void twoFitsAreTheSameToTheBit() {
        ClosedForm.Fit first = fit(ClosedFormSettings.DEFAULTS, FeatureSpec.LINEAR, example(1, 1500));
        ClosedForm.Fit second = fit(ClosedFormSettings.DEFAULTS, FeatureSpec.LINEAR, example(1, 1500));
        assertArrayEquals(first.terms().basis().values(), second.terms().basis().values());
        assertArrayEquals(first.terms().weights(), second.terms().weights());
    }

    @Test
    void refusesAMatrixWithoutObservedPairs() {
        double[][] nothing = new double[5][5];
        for (double[] row : nothing) {
            Arrays.fill(row, Double.NaN);
        }
        double[][] values = new double[3][5];
        ColumnValues columns = ColumnValues.of(Examples.matrix(values), Examples.matrix(values), new int[] {0});
        TrainingExample example = new TrainingExample("nothing", columns, new ArrayTarget(nothing, false));
        DataException refusal =
                assertThrows(DataException.class, () -> fit(ClosedFormSettings.DEFAULTS, FeatureSpec.LINEAR, example));
        assertEquals("E-SYMMETRIC-EMPTY", refusal.code());
    }

    private static double correlation(double[][] rows, int i, int j) {
        double[] a = Arrays.stream(rows).mapToDouble(row -> row[i]).toArray();
        double[] b = Arrays.stream(rows).mapToDouble(row -> row[j]).toArray();
        return new org.apache.commons.math3.stat.correlation.PearsonsCorrelation().correlation(a, b);
    }

    private ClosedForm.Fit fit(ClosedFormSettings settings, FeatureSpec spec, TrainingExample example) {
        return new ClosedForm(algebra, settings, Progress.NONE).fit(spec, List.of(example));
    }

    private Matrix predict(ClosedForm.Fit fit, ColumnValues columns) {
        int[] positions = IntStream.range(0, columns.columns()).toArray();
        return fit.terms()
                .predict(
                        algebra,
                        fit.features(),
                        columns,
                        positions,
                        Axis.anonymous("columns", columns.columns()),
                        Link.IDENTITY);
    }

    /** 1 - squared error / variance of the noise-free matrix of another example, over pairs. */
    private double signalR2(ClosedForm.Fit fit, long seed, int size) {
        SimulatedExample simulated = simulated(Family.PSD, seed, size);
        Matrix prediction = predict(fit, columns(simulated));
        Matrix signal = simulated.signal(Axis.anonymous("columns", size));
        double[] expected = new double[size];
        double[] found = new double[size];
        double error = 0;
        double sum = 0;
        double squares = 0;
        int pairs = 0;
        for (int i = 0; i < size; i++) {
            signal.copyRow(i, expected, 0);
            prediction.copyRow(i, found, 0);
            for (int j = i + 1; j < size; j++) {
                error += (expected[j] - found[j]) * (expected[j] - found[j]);
                sum += expected[j];
                squares += expected[j] * expected[j];
                pairs++;
            }
        }
        return 1 - error / (squares - sum * sum / pairs);
    }

    private static TrainingExample example(long seed, int size) {
        return example(Family.PSD, seed, size);
    }

    private static TrainingExample example(Family family, long seed, int size) {
        SimulatedExample simulated = simulated(family, seed, size);
        Matrix z = simulated.observed(Axis.anonymous("columns", size));
        int[] all = IntStream.range(0, size).toArray();
        return new TrainingExample("seed " + seed, columns(simulated), new MatrixTarget(z, all, Link.IDENTITY));
    }

    private static SimulatedExample simulated(Family family, long seed, int size) {
        return new Simulation(family, 20, size, seed, 0, 0.8).example();
    }

    private static ColumnValues columns(SimulatedExample example) {
        return ColumnValues.of(matrix(example.x()), matrix(example.y()), new int[] {0});
    }

    private static Matrix matrix(float[][] rows) {
        double[][] values = new double[rows.length][rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                values[i][j] = rows[i][j];
            }
        }
        return Examples.matrix(values);
    }

    private static double[][] entries(Target target) {
        double[][] entries = new double[target.size()][target.size()];
        for (int i = 0; i < entries.length; i++) {
            target.copy(i, 0, 1, entries.length, entries[i]);
        }
        return entries;
    }

    private static TrainingExample doubles(TrainingExample example) {
        return new TrainingExample(
                example.name(), example.columns(), new ArrayTarget(entries(example.target()), false));
    }
}
