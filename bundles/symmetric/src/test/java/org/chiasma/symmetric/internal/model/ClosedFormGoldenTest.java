package org.chiasma.symmetric.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.chiasma.symmetric.internal.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against reference results of independent code, in float64 to 1e-9 and in float32 to 1e-5 of the largest entry. The
 * reference's Z is symmetric to 5e-7 only, and everything compared is linear in it: the mean of Z and its transpose is taken
 * here, and of what the reference made of it.
 */
class ClosedFormGoldenTest {
    private static final double LAMBDA = 1e-2;

    private final LinearAlgebra algebra = new LinearAlgebra();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sumsUpOnePassAsTheReference(boolean single) {
        double tolerance = single ? 1e-5 : 1e-9;
        Moments moments = sums("s_Phi", symmetric("s_Z"), 1, single).all();
        assertNear(symmetric(dense("s_M")), moments.m(), tolerance);
        assertNear(dense("s_G"), moments.g(), tolerance);
        assertEquals(96 * 95, moments.pairs());
        assertEquals(1, moments.observedShare());
    }

    @ParameterizedTest
    @CsvSource({"TWO_STEP, s_W_twostep", "KRONECKER, s_W_kron"})
    void solvesAsTheReference(RidgeKind kind, String expected) {
        RidgeSolution solution = new RidgeSolution(algebra, dense("s_G"));
        assertNear(symmetric(dense(expected)), solution.solve(symmetric(dense("s_M")), kind, LAMBDA), 1e-9);
    }

    @Test
    void truncatesAsTheReference() {
        RidgeSolution solution = new RidgeSolution(algebra, dense("s_G"));
        Dense w = solution.solve(symmetric(dense("s_M")), RidgeKind.TWO_STEP, LAMBDA);
        LowRank lowRank = solution.truncation(w);
        LowRank three = lowRank.truncate(3);
        double[] expected = Goldens.vector("s_eigs");
        for (int k = 0; k < 3; k++) {
            assertEquals(expected[k], three.weights()[k], 1e-9 * Math.abs(expected[0]));
        }
        Dense phi = dense("s_Phi");
        Dense prediction = Dense.congruence(algebra, transpose(phi), three.matrix(algebra));
        assertNear(dense("s_pred_r3"), prediction, 1e-9);
        assertNear(w, lowRank.matrix(algebra), 1e-9);
    }

    @Test
    void crossValidatesFromStatisticsAsTheReference() {
        // The reference takes every fourth column; dealt in runs of one, so the columns are sorted by fold here.
        double[][] z = symmetric("s_Z");
        double[][] phi = Goldens.matrix("s_Phi");
        int[] order = new int[96];
        int at = 0;
        for (int fold = 0; fold < 4; fold++) {
            for (int j = fold; j < 96; j += 4) {
                order[at++] = j;
            }
        }
        // 96 columns are runs of 16: the held-out 24 are the first run and half of the second
        Moments held = moments(z, phi, java.util.Arrays.copyOf(order, 24));
        Moments rest = moments(z, phi, java.util.Arrays.copyOfRange(order, 24, 96));
        Dense w = new RidgeSolution(algebra, rest.g()).solve(rest.m(), RidgeKind.TWO_STEP, LAMBDA);
        JsonObject expected = Goldens.json().getAsJsonObject("cv_from_statistics");
        assertEquals(expected.get("direct").getAsDouble(), held.error(algebra, w), 1e-9 * held.squares());
        assertEquals(expected.get("r2_HH").getAsDouble(), 1 - held.error(algebra, w) / held.squares(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"96, 4", "96, 3", "1500, 2"})
    void foldsAddUpToTheWhole(int size, int folds) {
        double[][] z = new double[size][size];
        double[][] phi = new double[size][3];
        java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < 3; k++) {
                phi[i][k] = random.nextGaussian();
            }
            for (int j = 0; j <= i; j++) {
                z[i][j] = z[j][i] = random.nextGaussian();
            }
        }
        FoldLayout layout = FoldLayout.of(size, folds);
        FoldSums byFold = pass(phi, z, layout, false);
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            int[] in = java.util.stream.IntStream.range(0, size)
                    .filter(j -> layout.foldOf(j) == held)
                    .toArray();
            int[] out = java.util.stream.IntStream.range(0, size)
                    .filter(j -> layout.foldOf(j) != held)
                    .toArray();
            assertSame(moments(z, phi, in), byFold.held(fold));
            assertSame(moments(z, phi, out), byFold.without(fold));
        }
        assertNear(
                pass(phi, z, FoldLayout.whole(size), false).all().m(),
                byFold.all().m(),
                1e-11);
    }

    @Test
    void solvesSeveralExamplesAsTheReference() {
        List<Moments> examples = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            examples.add(sums("m_Phi" + k, symmetric("m_Z" + k), 1, false).all());
        }
        assertNear(dense("m_W"), SeveralExamples.solve(algebra, examples, LAMBDA, 1e-13), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void solvesAPartlyObservedMatrixAsTheReference(boolean single) {
        double[][] z = symmetric("s_Z");
        double[][] mask = Goldens.matrix("k_mask");
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < z.length; j++) {
                z[i][j] = mask[i][j] == 0 ? Double.NaN : z[i][j];
            }
        }
        try (FeatureMatrix phi = features(Goldens.matrix("s_Phi"), single)) {
            Target target = new ArrayTarget(z, single);
            Moments moments = PairPass.of(
                            algebra,
                            phi,
                            Coverage.of(target, Progress.NONE),
                            target,
                            FoldLayout.whole(z.length),
                            Progress.NONE)
                    .all();
            assertEquals(0.3, moments.observedShare(), 0.02);
            RidgeSolution pooled = new RidgeSolution(algebra, moments.g());
            Dense w = PartlyObserved.solve(
                    algebra,
                    List.of(new PartlyObserved.Visit(phi, target)),
                    moments,
                    java.util.stream.IntStream.range(0, phi.count()).toArray(),
                    pooled.ridge(LAMBDA),
                    0.3,
                    single ? 1e-7 : 1e-12,
                    Progress.NONE);
            assertNear(dense("k_W"), w, single ? 1e-5 : 1e-9);
        }
    }

    @Test
    void featuresAreThoseOfTheReference() {
        ColumnValues columns = columns();
        ColumnFeatures linear = ColumnFeatures.fit(FeatureSpec.LINEAR, List.of(columns));
        try (OffHeapMatrix phi = linear.matrix64(columns, algebra)) {
            assertNear(dense("s_Phi"), Dense.of(phi), 1e-9);
        }
        ColumnFeatures random = ColumnFeatures.fit(FeatureSpec.LINEAR.withRandom(16), List.of(columns));
        try (FloatMatrix phi = random.matrix32(columns, algebra)) {
            float[] row = new float[random.count()];
            double[][] expected = Goldens.matrix("f_Phi16");
            for (int j = 0; j < expected.length; j++) {
                phi.readRow(j, 0, row, 0, row.length);
                for (int k = 0; k < row.length; k++) {
                    assertEquals(expected[j][k], row[k], 2e-5);
                }
            }
        }
    }

    private static ColumnValues columns() {
        return ColumnValues.of(
                Examples.matrix(Goldens.matrix("s_X")), Examples.matrix(Goldens.matrix("s_Y")), new int[] {0});
    }

    private FoldSums sums(String phi, double[][] z, int folds, boolean single) {
        return pass(Goldens.matrix(phi), z, FoldLayout.of(z.length, folds), single);
    }

    private FoldSums pass(double[][] phi, double[][] z, FoldLayout layout, boolean single) {
        try (FeatureMatrix features = features(phi, single)) {
            Target target = new ArrayTarget(z, single);
            return PairPass.of(algebra, features, Coverage.of(target, Progress.NONE), target, layout, Progress.NONE);
        }
    }

    private FeatureMatrix features(double[][] phi, boolean single) {
        if (!single) {
            OffHeapMatrix matrix = OffHeapMatrix.zeros(phi.length, phi[0].length);
            for (int i = 0; i < phi.length; i++) {
                matrix.writeRow(i, 0, phi[i], 0, phi[i].length);
            }
            return new DoubleFeatures(algebra, matrix);
        }
        FloatMatrix matrix = FloatMatrix.zeros(phi.length, phi[0].length);
        float[] row = new float[phi[0].length];
        for (int i = 0; i < phi.length; i++) {
            for (int k = 0; k < row.length; k++) {
                row[k] = (float) phi[i][k];
            }
            matrix.writeRow(i, 0, row, 0, row.length);
        }
        return new SingleFeatures(algebra, matrix);
    }

    /** By the definition, for some columns. */
    private static Moments moments(double[][] z, double[][] phi, int[] columns) {
        int p = phi[0].length;
        Dense m = Dense.zeros(p, p);
        Dense g = Dense.zeros(p, p);
        double squares = 0;
        for (int i : columns) {
            for (int a = 0; a < p; a++) {
                for (int b = 0; b < p; b++) {
                    g.values()[a * p + b] += phi[i][a] * phi[i][b];
                }
            }
            for (int j : columns) {
                if (i != j) {
                    squares += z[i][j] * z[i][j];
                    for (int a = 0; a < p; a++) {
                        for (int b = 0; b < p; b++) {
                            m.values()[a * p + b] += phi[i][a] * z[i][j] * phi[j][b];
                        }
                    }
                }
            }
        }
        return new Moments(
                m, g, squares, (double) columns.length * (columns.length - 1), columns.length, Optional.empty());
    }

    private static void assertSame(Moments expected, Moments found) {
        assertNear(expected.m(), found.m(), 1e-11);
        assertNear(expected.g(), found.g(), 1e-11);
        assertEquals(expected.squares(), found.squares(), 1e-10 * expected.squares());
        assertEquals(expected.pairs(), found.pairs());
        assertEquals(expected.columns(), found.columns());
    }

    private static Dense dense(String name) {
        double[][] rows = Goldens.matrix(name);
        double[] values = new double[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * rows[0].length, rows[0].length);
        }
        return new Dense(rows.length, rows[0].length, values);
    }

    private static Dense symmetric(Dense matrix) {
        matrix.symmetrize();
        return matrix;
    }

    private static double[][] symmetric(String name) {
        double[][] matrix = Goldens.matrix(name);
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = matrix[j][i] = 0.5 * (matrix[i][j] + matrix[j][i]);
            }
        }
        return matrix;
    }

    private static Dense transpose(Dense matrix) {
        Dense result = Dense.zeros(matrix.columns(), matrix.rows());
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                result.values()[j * matrix.rows() + i] = matrix.get(i, j);
            }
        }
        return result;
    }

    static void assertNear(Dense expected, Dense found, double tolerance) {
        double largest = 0;
        double difference = 0;
        assertEquals(expected.values().length, found.values().length);
        for (int i = 0; i < expected.values().length; i++) {
            largest = Math.max(largest, Math.abs(expected.values()[i]));
            difference = Math.max(difference, Math.abs(expected.values()[i] - found.values()[i]));
        }
        double relative = difference / largest;
        assertTrue(relative <= tolerance, "differs by " + relative + " of the largest entry");
    }
}
