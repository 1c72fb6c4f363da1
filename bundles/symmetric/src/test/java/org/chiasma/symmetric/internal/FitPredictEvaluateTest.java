package org.chiasma.symmetric.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.DataException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.symmetric.internal.simulation.Family;
import org.chiasma.symmetric.internal.simulation.SimulatedExample;
import org.chiasma.symmetric.internal.simulation.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitPredictEvaluateTest {
    private static final int D = 160;

    private final Nd4jRuntime runtime = new Nd4jRuntime();
    private final LinearAlgebra algebra = new LinearAlgebra(runtime);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"none", "encoder", "pairs"})
    void aStoredModelPredictsAnExampleItHasNotSeen(String network) {
        HeapContext context = context();
        String model = directory.resolve("model").toString();
        Map<String, String> parameters = fit(model);
        parameters.put("network", network);
        parameters.put("steps", "60");
        parameters.put("block", "48");
        parameters.put("members", "1");
        fit(context, parameters);
        Map<String, String> prediction = new LinkedHashMap<>(Map.of("model", model, "x", "x2", "y", "y2"));
        new PredictOperation(algebra)
                .run(ParameterSchema.of(PredictParameters.class).bindText(prediction), context);
        double[][] predicted = context.published("prediction");
        assertEquals(D, predicted.length);
        for (int i = 0; i < D; i++) {
            for (int j = 0; j < D; j++) {
                assertEquals(predicted[i][j], predicted[j][i], 0);
            }
        }
        if (!network.equals("pairs")) {
            assertTrue(r2(context.open(org.chiasma.api.matrix.MatrixReference.parse("s2")), predicted) > 0.7);
        }
    }

    @Test
    void evaluatesOnHeldOutColumnsWithTablesAndPictures() {
        Map<String, String> parameters =
                new LinkedHashMap<>(Map.of("x", "x", "y", "y", "z", "z", "random", "0", "signal", "s", "folds", "4"));
        OperationReport report = new EvaluateOperation(algebra, runtime)
                .run(ParameterSchema.of(EvaluateParameters.class).bindText(parameters), context());
        OperationReport.Table methods = report.tables().get(0);
        int signal = methods.columns().indexOf("signal R2");
        List<Object> ours = methods.rows().get(methods.rows().size() - 1);
        assertEquals("closed form", ours.get(0));
        assertTrue((Double) ours.get(signal) > 0.7, ours.toString());
        assertEquals(4, report.tables().get(1).rows().size());
        assertTrue(report.figures().size() >= 2);
    }

    @Test
    void heldOutPairsAreEvaluatedWithAWarning() {
        HeapContext context = context();
        Map<String, String> parameters =
                new LinkedHashMap<>(Map.of("x", "x", "y", "y", "z", "z", "random", "0", "hold-out", "pairs"));
        new EvaluateOperation(algebra, runtime)
                .run(ParameterSchema.of(EvaluateParameters.class).bindText(parameters), context);
        assertTrue(context.notes().stream().anyMatch(note -> note.contains("flatters")));
    }

    @Test
    void refusesMatricesThatDoNotBelongTogether() {
        HeapContext context = context();
        Map<String, String> parameters = fit(directory.resolve("m").toString());
        parameters.put("x", "narrow");
        assertEquals("E-SYMMETRIC-SHAPE", refusal(context, parameters));
        parameters.put("x", "mislabelled");
        assertEquals("E-SYMMETRIC-LABELS", refusal(context, parameters));
        parameters.put("x", "x");
        parameters.put("z", "asymmetric");
        assertEquals("E-SYMMETRIC-ASYMMETRY", refusal(context, parameters));
        parameters.put("z", "z");
        parameters.put("bins", "labels");
        assertEquals("E-QUERY-BINS", refusal(context, parameters));
    }

    @Test
    void refusesADamagedModel() throws IOException {
        Path model = directory.resolve("model");
        fit(context(), fit(model.toString()));
        Path card = model.resolve("model.json");
        String text = Files.readString(card);
        for (String damaged : List.of(
                text.substring(0, text.length() / 2),
                text.replace("chiasma-symmetric-model", "other"),
                text.replaceFirst("\"features\":\\{", "\"feature\":{"),
                "null")) {
            Files.writeString(card, damaged);
            ChiasmaException refusal = assertThrows(
                    DataException.class, () -> org.chiasma.symmetric.internal.model.ModelDirectory.load(model));
            assertEquals("E-MODEL-CARD", refusal.code());
        }
        Files.writeString(card, text.replace("\"version\":1", "\"version\":2"));
        ChiasmaException refusal = assertThrows(
                DataException.class, () -> org.chiasma.symmetric.internal.model.ModelDirectory.load(model));
        assertEquals("E-MODEL-VERSION", refusal.code());
    }

    @Test
    void twoFitsWriteTheSameModel() throws IOException {
        fit(context(), fit(directory.resolve("a").toString()));
        fit(context(), fit(directory.resolve("b").toString()));
        assertArrayEquals(
                Files.readAllBytes(directory.resolve("a/model.json")),
                Files.readAllBytes(directory.resolve("b/model.json")));
    }

    private String refusal(HeapContext context, Map<String, String> parameters) {
        return assertThrows(ChiasmaException.class, () -> fit(context, parameters))
                .code();
    }

    private static Map<String, String> fit(String model) {
        return new LinkedHashMap<>(Map.of("x", "x", "y", "y", "z", "z", "random", "0", "model", model));
    }

    private void fit(HeapContext context, Map<String, String> parameters) {
        new FitOperation(algebra, runtime, new PlainFiles())
                .run(ParameterSchema.of(FitParameters.class).bindText(parameters), context);
    }

    private static HeapContext context() {
        SimulatedExample one = new Simulation(Family.PSD, 6, D, 1, 0, 0.8).example();
        SimulatedExample two = new Simulation(Family.PSD, 6, D, 2, 0, 0.8).example();
        Axis columns = labels(0);
        double[][] asymmetric = new double[D][D];
        asymmetric[3][5] = 1;
        return new HeapContext()
                .with("x", matrix(rows(one.x()), columns))
                .with("y", matrix(rows(one.y()), columns))
                .with("z", one.observed(columns))
                .with("s", one.signal(columns))
                .with("x2", matrix(rows(two.x()), columns))
                .with("y2", matrix(rows(two.y()), columns))
                .with("s2", two.signal(columns))
                .with("narrow", matrix(new double[6][D - 1], Axis.anonymous("columns", D - 1)))
                .with("mislabelled", matrix(rows(one.x()), labels(1)))
                .with("asymmetric", matrix(asymmetric, columns));
    }

    private static Axis labels(int from) {
        return Axis.labelled(
                "columns",
                java.util.stream.IntStream.range(from, from + D)
                        .mapToObj(j -> "c" + j)
                        .toList());
    }

    private static double[][] rows(float[][] rows) {
        double[][] values = new double[rows.length][rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                values[i][j] = rows[i][j];
            }
        }
        return values;
    }

    private static Matrix matrix(double[][] rows, Axis columns) {
        MatrixSpec spec = MatrixSpec.dense(Axis.anonymous("rows", rows.length), columns);
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            for (int i = 0; i < rows.length; i++) {
                draft.writeRow(i, rows[i], 0);
            }
            return draft.seal();
        }
    }

    private static double r2(Matrix expected, double[][] found) {
        double[] row = new double[D];
        double error = 0;
        double sum = 0;
        double squares = 0;
        int pairs = 0;
        for (int i = 0; i < D; i++) {
            expected.copyRow(i, row, 0);
            for (int j = i + 1; j < D; j++) {
                error += (row[j] - found[i][j]) * (row[j] - found[i][j]);
                sum += row[j];
                squares += row[j] * row[j];
                pairs++;
            }
        }
        return 1 - error / (squares - sum * sum / pairs);
    }
}
