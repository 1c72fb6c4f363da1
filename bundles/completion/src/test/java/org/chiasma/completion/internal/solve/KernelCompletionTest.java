package org.chiasma.completion.internal.solve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.chiasma.api.CancelledException;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.completion.internal.Golden;
import org.chiasma.completion.internal.kernel.ReluKernel;
import org.chiasma.completion.internal.kernel.UnitRows;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelCompletionTest {
    private static final double NA = Double.NaN;

    private final LinearAlgebra algebra = new LinearAlgebra();

    private double[][] complete(double[][] features, int depth, double ridge, double[][] values) {
        return complete(features, depth, ridge, values, Progress.NONE);
    }

    private double[][] complete(double[][] features, int depth, double ridge, double[][] values, Progress progress) {
        try (UnitRows rows = UnitRows.of(Golden.matrix(features));
                OffHeapMatrix matrix = Golden.matrix(values)) {
            ReluKernel kernel = new ReluKernel(algebra, rows, depth);
            new KernelCompletion(algebra, kernel, ridge).complete(matrix, progress);
            return Golden.array(matrix);
        }
    }

    private double[][] symmetricGram(double[][] features, int depth) {
        try (UnitRows rows = UnitRows.of(Golden.matrix(features));
                OffHeapMatrix gram = new ReluKernel(algebra, rows, depth).gram(Progress.NONE)) {
            Selection.mirrorLower(gram);
            return Golden.array(gram);
        }
    }

    private static double[][] random(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, rows)
                .mapToObj(i -> random.doubles(columns, -1, 1).toArray())
                .toArray(double[][]::new);
    }

    /** K_UO (K_OO + ridge I)^{-1} y_O by LU with pivoting in commons-math. */
    private static double[] byLu(double[][] gram, double ridge, double[] row) {
        int[] observed = IntStream.range(0, row.length)
                .filter(j -> !Double.isNaN(row[j]))
                .toArray();
        double[][] system = new double[observed.length][observed.length];
        double[] right = new double[observed.length];
        for (int i = 0; i < observed.length; i++) {
            for (int j = 0; j < observed.length; j++) {
                system[i][j] = gram[observed[i]][observed[j]] + (i == j ? ridge : 0);
            }
            right[i] = row[observed[i]];
        }
        double[] weights = new LUDecomposition(new Array2DRowRealMatrix(system))
                .getSolver()
                .solve(new ArrayRealVector(right))
                .toArray();
        double[] filled = row.clone();
        for (int u = 0; u < row.length; u++) {
            if (Double.isNaN(row[u])) {
                filled[u] = 0;
                for (int i = 0; i < observed.length; i++) {
                    filled[u] += gram[u][observed[i]] * weights[i];
                }
            }
        }
        return filled;
    }

    @ParameterizedTest
    @CsvSource({"1,0", "1,0.001", "1,0.1", "2,0", "2,0.001", "2,0.1", "3,0", "3,0.001", "3,0.1"})
    void predictsColumnsThatEveryRowMisses(int depth, String ridge) {
        double[][] features = Golden.transposed(Golden.read("fc/Z_unit.csv"));
        double[][] values = Golden.read("completion/Y_8x30.csv");
        int[] observed = Golden.integers(Golden.read("completion/shared_observed_columns.csv")[0]);
        int[] missing = complement(observed, 30);
        for (double[] row : values) {
            Arrays.stream(missing).forEach(j -> row[j] = NA);
        }
        double[][] filled = complete(features, depth, Double.parseDouble(ridge), values);
        double[][] predicted = Arrays.stream(filled)
                .map(row -> Arrays.stream(missing).mapToDouble(j -> row[j]).toArray())
                .toArray(double[][]::new);
        double tolerance = ridge.equals("0") ? 1e-9 : 1e-11;
        Golden.assertClose(
                Golden.read("completion/shared_pred_L%d_ridge%s.csv".formatted(depth, ridge)), predicted, tolerance);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "1,0.001", "1,0.1", "2,0", "2,0.001", "2,0.1", "3,0", "3,0.001", "3,0.1"})
    void knowsVarianceLeaveOneOutAndDeterminant(int depth, String ridge) {
        double[][] features = Golden.transposed(Golden.read("fc/Z_unit.csv"));
        double[][] values = Golden.read("completion/Y_8x30.csv");
        int[] observed = Golden.integers(Golden.read("completion/shared_observed_columns.csv")[0]);
        int[] missing = complement(observed, 30);
        int[] all = IntStream.range(0, 8).toArray();
        String suffix = "_L%d_ridge%s.csv".formatted(depth, ridge);
        double tolerance = ridge.equals("0") ? 1e-9 : 1e-11;
        try (UnitRows rows = UnitRows.of(Golden.matrix(features));
                OffHeapMatrix matrix = Golden.matrix(values);
                OffHeapMatrix left = Selection.of(matrix, all, observed)) {
            ReluKernel kernel = new ReluKernel(algebra, rows, depth);
            OffHeapMatrix gram = kernel.gram(observed, Progress.NONE);
            OffHeapMatrix right = Selection.of(matrix, all, observed);
            try (SharedFit fit = SharedFit.of(algebra, gram, Double.parseDouble(ridge), right);
                    OffHeapMatrix cross = kernel.cross(missing, observed, Progress.NONE)) {
                double[] prior =
                        Arrays.stream(missing).mapToDouble(kernel::variance).toArray();
                double[] variance = fit.variance(cross, prior);
                fit.leaveOneOut(left);
                double[] expected = Golden.flat(Golden.read("completion/shared_var" + suffix));
                Golden.assertClose(new double[][] {expected}, new double[][] {variance}, tolerance);
                Golden.assertClose(Golden.read("completion/shared_loo" + suffix), Golden.array(left), tolerance);
                double logDeterminant = Golden.read("completion/shared_logdet" + suffix)[0][0];
                assertEquals(logDeterminant, fit.logDeterminant(), tolerance * Math.abs(logDeterminant));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1e-06", "0.01"})
    void completesEveryRowByItsOwnMask(String ridge) {
        double[][] features = Golden.transposed(Golden.read("fc/Z_unit.csv"));
        double[][] values = Golden.read("completion/Y_8x30.csv");
        double[][] mask = Golden.read("completion/perrow_mask_8x30.csv");
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = mask[i][j] == 0 ? NA : values[i][j];
            }
        }
        double[][] filled = complete(features, 1, Double.parseDouble(ridge), values);
        Golden.assertClose(Golden.read("completion/perrow_completed_L1_ridge" + ridge + ".csv"), filled, 1e-11);
    }

    @Test
    void identityBlockOfThePriorIsANugget() {
        double[][] prior = Golden.read("completion/idblock_prior_30x6.csv");
        double[][] widened = withIdentityBlock(prior, 1.5);
        try (UnitRows rows = UnitRows.of(Golden.matrix(widened)).normalized();
                OffHeapMatrix gram = new ReluKernel(algebra, rows, 1).gram(Progress.NONE)) {
            Selection.mirrorLower(gram);
            Golden.assertClose(Golden.read("completion/idblock1.5_kernel_30x30.csv"), Golden.array(gram), 1e-13);
        }
    }

    @Test
    void oneHotPriorIsTheRandomEffectsModel() {
        int[] cells = Golden.integers(Golden.flat(Golden.read("completion/cellmean_cells_24.csv")));
        double[][] oneHot = new double[24][4];
        for (int i = 0; i < 24; i++) {
            oneHot[i][cells[i]] = 1;
        }
        double[][] features = withIdentityBlock(oneHot, 1.5);
        for (double[] row : features) {
            double length = Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
            Arrays.setAll(row, k -> row[k] / length);
        }
        double[][] values = Golden.read("completion/cellmean_Y_3x24.csv");
        for (double[] row : values) {
            Arrays.fill(row, 18, 24, NA);
        }
        double[][] filled = complete(features, 1, 0, values);
        double[][] predicted = Arrays.stream(filled)
                .map(row -> Arrays.copyOfRange(row, 18, 24))
                .toArray(double[][]::new);
        Golden.assertClose(Golden.read("completion/cellmean_pred_first18obs.csv"), predicted, 1e-9);
    }

    @Test
    void equalsAnIndependentSolutionOfASmallMatrix() {
        double[][] features = {{1, 0, 2}, {0, 1, 1}, {1, 1, 0}, {-1, 2, 0.5}};
        double[][] values = {
            {1, NA, 3, 4}, {NA, 2, NA, 1}, {0.5, 0.25, 1, NA}, {1, 2, 3, 4}, {NA, 2, NA, 1}, {NA, NA, NA, 2}
        };
        double[][] gram = symmetricGram(features, 2);
        double[][] expected =
                Arrays.stream(values).map(row -> byLu(gram, 0.01, row)).toArray(double[][]::new);
        Golden.assertClose(expected, complete(features, 2, 0.01, values), 1e-13);
    }

    @Test
    void precisionMatrixGivesTheSameAsDirectSolutions() {
        int n = 60;
        double[][] features = random(n, 9, 21);
        double[][] gram = symmetricGram(features, 1);
        double[][] values = random(40, n, 22);
        SplittableRandom random = new SplittableRandom(23);
        for (double[] row : values) {
            // little is missing, in every row elsewhere: the precision matrix pays
            IntStream.range(0, 1 + random.nextInt(8)).forEach(k -> row[random.nextInt(n)] = NA);
        }
        Arrays.fill(values[7], 0, 50, NA);
        double[][] expected =
                Arrays.stream(values).map(row -> byLu(gram, 1e-3, row)).toArray(double[][]::new);
        Golden.assertClose(expected, complete(features, 1, 1e-3, values), 1e-11);
    }

    @Test
    void precisionMatrixServesManyRowsInBatches() {
        int n = 20;
        double[][] features = random(n, 9, 24);
        double[][] gram = symmetricGram(features, 1);
        double[][] values = random(1500, n, 25);
        SplittableRandom random = new SplittableRandom(26);
        for (double[] row : values) {
            row[random.nextInt(n)] = NA;
            row[random.nextInt(n)] = NA;
        }
        double[][] expected =
                Arrays.stream(values).map(row -> byLu(gram, 1e-2, row)).toArray(double[][]::new);
        Golden.assertClose(expected, complete(features, 1, 1e-2, values), 1e-11);
    }

    @Test
    void leavesObservedEntriesUntouched() {
        double[][] values = {{1.1, NA, 3.3}, {4.4, 5.5, NA}};
        double[][] filled = complete(random(3, 4, 2), 1, 0.1, values);
        assertEquals(1.1, filled[0][0]);
        assertEquals(3.3, filled[0][2]);
        assertEquals(5.5, filled[1][1]);
    }

    @Test
    void ridgeZeroInterpolatesADuplicatedItem() {
        double[][] features = {{1, 2}, {3, 1}, {1, 2}};
        double[][] filled = complete(features, 1, 0, new double[][] {{7, -2, NA}});
        assertEquals(7, filled[0][2], 1e-12);
    }

    @Test
    void permutedItemsGiveThePermutedCompletion() {
        double[][] features = random(12, 5, 31);
        double[][] values = random(3, 12, 32);
        values[0][4] = NA;
        values[1][9] = NA;
        values[1][2] = NA;
        int[] order = IntStream.range(0, 12).map(i -> (5 * i + 1) % 12).toArray();
        double[][] filled = complete(features, 1, 0.05, values);
        double[][] permuted = complete(
                IntStream.of(order).mapToObj(i -> features[i]).toArray(double[][]::new),
                1,
                0.05,
                Arrays.stream(values)
                        .map(row -> IntStream.of(order).mapToDouble(i -> row[i]).toArray())
                        .toArray(double[][]::new));
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 12; j++) {
                assertEquals(filled[i][order[j]], permuted[i][j], 1e-12);
            }
        }
    }

    @Test
    void givesTheSameBytesTwice() {
        double[][] features = random(80, 20, 41);
        double[][] values = random(30, 80, 42);
        SplittableRandom random = new SplittableRandom(43);
        for (double[] row : values) {
            IntStream.range(0, 20).forEach(k -> row[random.nextInt(80)] = NA);
        }
        double[][] once = complete(features, 1, 0.1, values);
        double[][] twice = complete(features, 1, 0.1, values);
        for (int i = 0; i < once.length; i++) {
            assertArrayEquals(once[i], twice[i]);
        }
    }

    @Test
    void rowWithoutObservationsBecomesZero() {
        double[][] filled = complete(random(3, 4, 2), 1, 0.1, new double[][] {{NA, NA, NA}, {1, 2, NA}});
        assertArrayEquals(new double[] {0, 0, 0}, filled[0]);
    }

    @Test
    void refusesASingularKernelWithoutRidge() {
        double[][] features = {{1, 2}, {1, 2}, {3, 1}};
        double[][] values = {{1, 2, NA}};
        DataException refusal = assertThrows(DataException.class, () -> complete(features, 1, 0, values));
        assertEquals("E-LINALG-NOT-POSITIVE", refusal.code());
    }

    @Test
    void stopsWhenCancelled() {
        Progress cancelled = RecordedProgress.cancelled();
        double[][] values = {{1, NA, 3}, {NA, 2, 1}};
        assertThrows(CancelledException.class, () -> complete(random(3, 2, 1), 1, 0.1, values, cancelled));
    }

    private static int[] complement(int[] positions, int n) {
        return IntStream.range(0, n)
                .filter(j -> Arrays.stream(positions).noneMatch(p -> p == j))
                .toArray();
    }

    private static double[][] withIdentityBlock(double[][] prior, double scale) {
        double[][] widened = new double[prior.length][];
        for (int i = 0; i < prior.length; i++) {
            widened[i] = Arrays.copyOf(prior[i], prior[i].length + prior.length);
            widened[i][prior[i].length + i] = scale;
        }
        return widened;
    }
}
