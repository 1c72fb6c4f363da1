package org.chiasma.completion.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.DataException;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompleteOperationTest {
    private static final double NA = Double.NaN;
    private static final double[][] VALUES = {{1, 2, NA, 4}, {2, NA, 4, 5}, {3, 4, 5, NA}};
    private static final double[][] FEATURES = {{1, 0, 2}, {0, 1, 1}, {2, 1, 0}, {-1, 2, 0.5}};

    private final CompleteOperation operation = new CompleteOperation(new LinearAlgebra());
    private final HeapContext context =
            new HeapContext().with("y", Matrices.of(VALUES)).with("z", side(List.of("c1", "c2", "c3", "c4"), FEATURES));

    private static Matrix side(List<String> items, double[][] features) {
        return Matrices.of(items, List.of("f1", "f2", "f3"), features);
    }

    private static CompleteParameters parameters(String... flags) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("matrix", "y");
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return ParameterSchema.of(CompleteParameters.class).bindText(values);
    }

    private double[][] complete(String... flags) {
        operation.run(parameters(flags), context);
        return context.published("completed");
    }

    @Test
    void masksObservedEntriesAndScoresThem() {
        OperationReport report = operation.run(parameters("prior=z", "mask=0.3", "seed=4"), context);
        double[][] masked = context.published("completed");
        assertEquals(9L - 3, report.facts().get("observed entries"));
        assertEquals(
                "Imputed entries against the truth (3 entries known)",
                report.tables().get(0).title());
        double[][] whole = complete("prior=z");
        long changed = 0;
        for (int i = 0; i < VALUES.length; i++) {
            for (int j = 0; j < VALUES[0].length; j++) {
                changed += !Double.isNaN(VALUES[i][j]) && masked[i][j] != whole[i][j] ? 1 : 0;
            }
        }
        assertEquals(3, changed);
        assertArrayEquals(masked, complete("prior=z", "mask=0.3", "seed=4"));
    }

    @Test
    void refusesAMaskThatIsNoFraction() {
        assertThrows(UsageException.class, () -> parameters("mask=1"));
        assertTrue(assertThrows(UsageException.class, () -> parameters("mask=0.1", "truth=z"))
                .getMessage()
                .startsWith("E-FLAG-CONFLICT --mask and --truth"));
    }

    private String refusal(Class<? extends ChiasmaException> type, String... flags) {
        ChiasmaException refusal = assertThrows(type, () -> operation.run(parameters(flags), context));
        assertFalse(refusal.getMessage().contains("\n"));
        return refusal.getMessage();
    }

    @Test
    void fillsEveryEntryAndKeepsTheObservedOnes() {
        double[][] completed = complete("prior=z");
        for (int i = 0; i < VALUES.length; i++) {
            for (int j = 0; j < VALUES[i].length; j++) {
                assertTrue(Double.isFinite(completed[i][j]));
                if (!Double.isNaN(VALUES[i][j])) {
                    assertEquals(VALUES[i][j], completed[i][j]);
                }
            }
        }
        assertEquals(
                MissingValue.NONE, context.publishedMatrix("completed").spec().missing());
        assertEquals(
                Matrices.of(VALUES).rows(), context.publishedMatrix("completed").rows());
    }

    @Test
    void additiveMatrixIsCompletedExactlyByTwoWayOffsets() {
        double[][] completed = complete("prior=z");
        assertArrayEquals(
                new double[] {3, 3, 6}, new double[] {completed[0][2], completed[1][1], completed[2][3]}, 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"1e-06", "0.01"})
    void equalsTheReferenceResults(String ridge) {
        double[][] values = Golden.read("completion/Y_8x30.csv");
        double[][] mask = Golden.read("completion/perrow_mask_8x30.csv");
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 30; j++) {
                values[i][j] = mask[i][j] == 0 ? NA : values[i][j];
            }
        }
        double[][] features = Golden.read("fc/Z_unit.csv");
        context.with("y", Matrices.of(values)).with("z", Matrices.of(features));
        double[][] expected = Golden.read("completion/perrow_completed_L1_ridge" + ridge + ".csv");
        Golden.assertClose(expected, complete("prior=z", "center=none", "standardize=false", "ridge=" + ridge), 1e-11);
    }

    @Test
    void priorIsAlignedByLabelWhateverItsOrder() {
        double[][] expected = complete("prior=z");
        double[][] shuffled = {FEATURES[2], {9, 9, 9}, FEATURES[0], FEATURES[3], FEATURES[1]};
        context.with("z", side(List.of("c3", "unrelated", "c1", "c4", "c2"), shuffled));
        double[][] actual = complete("prior=z");
        Golden.assertClose(expected, actual, 1e-14);
        assertTrue(context.notes().stream().anyMatch(note -> note.contains("4 of 4 columns matched by label")));
    }

    @Test
    void priorMayHaveTheItemsInItsColumns() {
        double[][] expected = complete("prior=z", "center=none");
        context.with(
                "z",
                Matrices.of(List.of("f1", "f2", "f3"), List.of("c1", "c2", "c3", "c4"), Golden.transposed(FEATURES)));
        Golden.assertClose(expected, complete("prior=z", "center=none"), 1e-14);
    }

    @Test
    void rowsAsItemsIsTheTransposedProblem() {
        double[][] expected = complete("prior=z", "center=row");
        Matrix upright = Matrices.of(VALUES);
        context.with("y", Matrices.of(MatrixSpec.dense(upright.columns(), upright.rows()), Golden.transposed(VALUES)));
        double[][] actual = complete("prior=z", "center=column", "axis=rows");
        Golden.assertClose(Golden.transposed(expected), actual, 1e-14);
    }

    @Test
    void refusesAPriorWithOtherLabelsAndShowsThem() {
        context.with("z", side(List.of("a", "b", "c", "d"), FEATURES));
        String message = refusal(DataException.class, "prior=z");
        assertTrue(message.startsWith("E-PRIOR-LABELS "), message);
        Stream.of("c1, c2, c3", "a, b, c", "f1, f2, f3").forEach(part -> assertTrue(message.contains(part), message));
    }

    @Test
    void itemsWithoutFeaturesAreCompletedByTheOffsetsAndThisIsSaid() {
        context.with("z", side(List.of("c1", "c2", "x", "c4"), FEATURES));
        double[][] completed = complete("prior=z", "ridge=0.1");
        assertEquals(3, completed[0][2], 1e-9);
        assertTrue(context.notes().stream().anyMatch(note -> note.contains("1 columns without features")));
    }

    @Test
    void missingFeaturesTakeTheMeanOfTheirFeature() {
        double[][] gap = Arrays.stream(FEATURES).map(double[]::clone).toArray(double[][]::new);
        gap[1][0] = NA;
        double[][] mean = Arrays.stream(FEATURES).map(double[]::clone).toArray(double[][]::new);
        mean[1][0] = (1 + 2 - 1) / 3.0;
        context.with("z", side(List.of("c1", "c2", "c3", "c4"), mean));
        double[][] expected = complete("prior=z", "standardize=false", "center=none");
        context.with("z", side(List.of("c1", "c2", "c3", "c4"), gap));
        Golden.assertClose(expected, complete("prior=z", "standardize=false", "center=none"), 1e-14);
        assertTrue(context.notes().stream().anyMatch(note -> note.contains("1 missing features")));
    }

    @Test
    void refusesInfiniteFeatures() {
        double[][] wrong = Arrays.stream(FEATURES).map(double[]::clone).toArray(double[][]::new);
        wrong[1][0] = Double.POSITIVE_INFINITY;
        context.with("z", side(List.of("c1", "c2", "c3", "c4"), wrong));
        assertTrue(refusal(DataException.class, "prior=z").startsWith("E-PRIOR-INFINITE "));
    }

    @Test
    void refusesInfiniteEntriesByTheirLabels() {
        context.with("y", Matrices.of(new double[][] {{1, 2}, {NA, Double.NEGATIVE_INFINITY}}));
        String message = refusal(DataException.class);
        assertTrue(message.startsWith("E-COMPLETE-INFINITE ") && message.contains("(r2, c2)"), message);
    }

    @Test
    void metadataFieldGroupsTheItems() {
        Axis columns = Matrices.labelled("columns", "c", 4)
                .withMetadata(List.of(new MetadataColumn("tissue", List.of("lung", "skin", "lung", ""))));
        double[][] values = {{5, -1, NA, 0}};
        context.with("y", Matrices.of(MatrixSpec.dense(Matrices.labelled("rows", "r", 1), columns), values));
        double[][] completed = complete("prior-field=tissue", "center=none", "ridge=1e-9");
        assertEquals(5, completed[0][2], 1e-7);
    }

    @Test
    void refusesAnUnknownMetadataFieldAndNamesTheKnownOnes() {
        Axis columns = Matrices.labelled("columns", "c", 4)
                .withMetadata(List.of(new MetadataColumn("tissue", List.of("a", "b", "a", "b"))));
        context.with("y", Matrices.of(MatrixSpec.dense(Matrices.labelled("rows", "r", 3), columns), VALUES));
        String message = refusal(UsageException.class, "prior-field=organ");
        assertTrue(message.startsWith("E-PRIOR-FIELD ") && message.contains("tissue"), message);
    }

    @Test
    void rowWithoutEntriesIsFilledByTheColumnMeansWhenTwoWay() {
        context.with("y", Matrices.of(new double[][] {{1, 2, 3, 4}, {NA, NA, NA, NA}, {3, 4, 5, 6}}));
        double[][] completed = complete("prior=z");
        assertArrayEquals(new double[] {2, 3}, new double[] {completed[1][0], completed[1][1]}, 1e-9);
        assertTrue(context.notes().stream().anyMatch(note -> note.contains("1 profiles without any observed entry")));
    }

    @Test
    void refusesARowWithoutEntriesWhenNoMeanIsTaken() {
        context.with("y", Matrices.of(new double[][] {{1, 2, NA, 4}, {NA, NA, NA, NA}}));
        assertTrue(refusal(DataException.class, "prior=z", "center=none").startsWith("E-COMPLETE-EMPTY-ROW "));
    }

    @Test
    void refusesAnItemWithoutEntriesThatOnlyItsOwnProfileWouldDescribe() {
        double[][] values = {{1, 2, NA}, {NA, NA, NA}, {3, 4, 5}};
        context.with("y", Matrices.of(values));
        String message = refusal(DataException.class, "prior-self=true", "center=none", "axis=rows");
        assertTrue(message.startsWith("E-COMPLETE-EMPTY-ITEM ") && message.contains("item 2 of 3"), message);
        complete("prior-self=true", "center=two-way", "axis=rows");
        assertTrue(context.notes().stream().anyMatch(note -> note.startsWith("1 items without any observed entry")));
    }

    @Test
    void refusesToCallAMatrixCompletedThatIsNot() {
        double[][] zero = {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {1, 2, 3}};
        context.with("z", side(List.of("c1", "c2", "c3", "c4"), zero));
        String message = refusal(DataException.class, "prior=z", "standardize=false", "center=none", "ridge=1e-320");
        assertTrue(message.startsWith("E-COMPLETE-NONFINITE ") && message.contains("larger --ridge"), message);
    }

    @ParameterizedTest
    @CsvSource({"axis=both", "prior=z"})
    void refusesEntriesWhoseSquaresOverflowWhereTheyWouldBeTakenForZero(String flag) {
        context.with("y", Matrices.of(new double[][] {{1e200, -1e200, NA, 1}, {-1e200, 1e200, 1e200, 2}}));
        String message = refusal(DataException.class, "prior-self=true", flag);
        assertTrue(message.startsWith("E-COMPLETE-MAGNITUDE "), message);
    }

    @ParameterizedTest
    @CsvSource({"NaN,true", "7,true", "1e300,true", "7,false"})
    void refusesAPriorThatTellsNothingApart(double value, boolean standardize) {
        double[][] same = new double[4][3];
        Arrays.stream(same).forEach(row -> Arrays.fill(row, value));
        context.with("z", side(List.of("c1", "c2", "c3", "c4"), same));
        String message = refusal(DataException.class, "prior=z", "standardize=" + standardize);
        assertTrue(message.startsWith("E-PRIOR-CONSTANT "), message);
        Matrix transposed =
                Matrices.of(List.of("f1", "f2", "f3"), List.of("c1", "c2", "c3", "c4"), Golden.transposed(same));
        context.with("z", transposed);
        assertTrue(refusal(DataException.class, "prior=z").startsWith("E-PRIOR-CONSTANT "));
    }

    @Test
    void refusesFeaturesWhoseVarianceOverflows() {
        double[][] huge = Arrays.stream(FEATURES).map(double[]::clone).toArray(double[][]::new);
        huge[1][0] = 1e300;
        context.with("z", side(List.of("c1", "c2", "c3", "c4"), huge));
        assertTrue(refusal(DataException.class, "prior=z").startsWith("E-PRIOR-MAGNITUDE "));
    }

    @Test
    void saysHowManyFeaturesTellNothingApart() {
        double[][] partly = Arrays.stream(FEATURES).map(double[]::clone).toArray(double[][]::new);
        Arrays.stream(partly).forEach(row -> row[1] = 0.1);
        context.with("z", side(List.of("c1", "c2", "c3", "c4"), partly));
        complete("prior=z");
        assertTrue(context.notes().stream().anyMatch(note -> note.contains("1 of 3 features are the same")));
    }

    @Test
    void refusesAMetadataFieldWithOneValue() {
        Axis columns = Matrices.labelled("columns", "c", 4)
                .withMetadata(List.of(
                        new MetadataColumn("tissue", List.of("a", "a", "a", "a")),
                        new MetadataColumn("site", List.of("", "", "", ""))));
        context.with("y", Matrices.of(MatrixSpec.dense(Matrices.labelled("rows", "r", 3), columns), VALUES));
        assertTrue(refusal(DataException.class, "prior-field=tissue").startsWith("E-PRIOR-CONSTANT "));
        assertTrue(refusal(DataException.class, "prior-field=site").contains("no value"));
    }

    @Test
    void figureSaysWhatItShows() {
        Axis drugs = Matrices.labelled("drugs", "d", 3);
        context.with("y", Matrices.of(MatrixSpec.dense(drugs, Matrices.labelled("columns", "c", 4)), VALUES));
        OperationReport.HeatMap figure = (OperationReport.HeatMap)
                operation.run(parameters("prior=z"), context).figures().get(0);
        assertEquals("Completion of 3 drugs (rows) x 4 columns", figure.title());
        assertEquals("completed, 3 entries imputed", figure.panels().get(1).caption());
    }

    @Test
    void refusesAMatrixWithoutEntries() {
        context.with("y", Matrices.of(new double[][] {{NA, NA, NA, NA}}));
        assertTrue(refusal(DataException.class, "prior=z").startsWith("E-COMPLETE-EMPTY "));
    }

    @Test
    void ownProfilesRecoverALowRankMatrixBetterThanMeans() {
        double[][] truth = new double[30][20];
        double[][] values = new double[30][20];
        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < 20; j++) {
                truth[i][j] = Math.sin(0.7 * i) * Math.cos(1.3 * j) + 0.1 * j;
                values[i][j] = (i * 7 + j * 11) % 9 == 0 ? NA : truth[i][j];
            }
        }
        context.with("y", Matrices.of(values)).with("truth", Matrices.of(truth));
        OperationReport report = operation.run(parameters("prior-self=true", "truth=truth", "ridge=0.01"), context);
        List<List<Object>> rows = report.tables().get(0).rows();
        assertEquals(
                List.of("row mean", "column mean", "two-way mean", "tangent kernel"),
                rows.stream().map(row -> row.get(0)).toList());
        assertTrue((Double) rows.get(3).get(1) < 0.5 * (Double) rows.get(2).get(1), rows.toString());
        assertEquals(
                3, ((OperationReport.HeatMap) report.figures().get(0)).panels().size());
    }

    @Test
    void truthIsMatchedByLabel() {
        Matrix known = Matrices.of(List.of("r3", "r1"), List.of("c4", "c3"), new double[][] {{6, 5}, {4, 3}});
        context.with("truth", known);
        OperationReport report = operation.run(parameters("prior=z", "truth=truth"), context);
        assertTrue(report.tables().get(0).title().contains("2 entries known"));
        double twoWay = (Double) report.tables().get(0).rows().get(2).get(1);
        assertEquals(0, twoWay, 1e-9);
    }

    @Test
    void refusesATruthWithOtherLabels() {
        context.with("truth", Matrices.of(List.of("a"), List.of("c1"), new double[][] {{1}}));
        assertTrue(refusal(DataException.class, "truth=truth").startsWith("E-TRUTH-LABELS "));
    }

    @ParameterizedTest
    @CsvSource({"depth=0", "depth=101", "ridge=-1", "refine=3", "ridge=NaN"})
    void refusesParametersOutOfRange(String flag) {
        assertThrows(UsageException.class, () -> parameters(flag));
    }

    @ParameterizedTest
    @CsvSource({"-1", "101"})
    void refusesRefinementsOutOfRange(String refine) {
        assertThrows(UsageException.class, () -> parameters("prior-self=true", "refine=" + refine));
    }

    @Test
    void refusesTwoPriors() {
        assertThrows(UsageException.class, () -> parameters("prior=z", "prior-field=tissue"));
    }
}
