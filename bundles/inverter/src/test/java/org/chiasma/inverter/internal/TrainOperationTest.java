package org.chiasma.inverter.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationReport.Chart;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainOperationTest {
    private static final Nd4jRuntime RUNTIME = new Nd4jRuntime();
    private static final LinearAlgebra ALGEBRA = new LinearAlgebra();

    @TempDir
    private Path directory;

    private final HeapContext context = new HeapContext();

    @BeforeAll
    static void oneThread() {
        RUNTIME.threads(1);
    }

    private static Map<String, List<String>> values(String... flags) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], List.of(pair[1]));
        }
        return values;
    }

    private static TrainParameters parameters(String... flags) {
        return ParameterSchema.of(TrainParameters.class).bind(values(flags));
    }

    private OperationReport train(String... flags) {
        return new TrainOperation(RUNTIME, ALGEBRA, new PlainFiles()).run(parameters(flags), context);
    }

    private OperationReport trainSmall(String... more) {
        String[] flags = {
            "size=2",
            "preset=product",
            "batch=64",
            "samples=6400",
            "validate=300",
            "looks=4",
            "model=" + directory.resolve("m")
        };
        String[] all = java.util.Arrays.copyOf(flags, flags.length + more.length);
        System.arraycopy(more, 0, all, flags.length, more.length);
        return train(all);
    }

    private OperationReport evaluate(String... flags) {
        EvaluateParameters parameters =
                ParameterSchema.of(EvaluateParameters.class).bind(values(flags));
        return new EvaluateOperation(RUNTIME, ALGEBRA).run(parameters, context);
    }

    @Test
    void reportsFactsTheTableAndTwoCharts() {
        OperationReport report = trainSmall();
        assertEquals("product", report.facts().get("preset"));
        assertEquals(2L, report.facts().get("size"));
        assertEquals(6400L, report.facts().get("samples"));
        assertTrue((Long) report.facts().get("parameters") > 0);
        assertEquals(1, report.tables().get(0).rows().size());
        Chart loss = assertInstanceOf(Chart.class, report.figures().get(0));
        assertTrue(loss.x().logarithmic() && loss.y().logarithmic());
        assertEquals(3, loss.series().size());
        Chart scatter = assertInstanceOf(Chart.class, report.figures().get(1));
        assertEquals(1200, scatter.series().get(1).x().length);
    }

    @Test
    void publishesTheLossOfEveryLook() {
        trainSmall();
        double[][] loss = context.published("loss");
        assertEquals(
                List.of("network", "samples", "loss", "median", "p95", "p99", "max", "rate"),
                context.publishedMatrix("loss").columns().labels());
        assertEquals(6400, loss[loss.length - 1][1]);
        for (double[] look : loss) {
            assertEquals(1, look[0]);
            assertTrue(look[3] <= look[4] && look[4] <= look[5] && look[5] <= look[6]);
        }
    }

    @Test
    void ensembleHasALinePerNetworkAndOneForTheirMean() {
        OperationReport report = trainSmall("ensemble=2");
        assertEquals(
                List.of("network 1", "network 2", "mean of all"),
                report.tables().get(0).rows().stream().map(row -> row.get(0)).toList());
        assertEquals(12_800L, report.facts().get("samples"));
    }

    @Test
    void sameSeedGivesTheSameLoss() {
        trainSmall("seed=3");
        double[][] first = context.published("loss");
        train(
                "size=2",
                "preset=product",
                "batch=64",
                "samples=6400",
                "validate=300",
                "looks=4",
                "seed=3",
                "model=" + directory.resolve("again"));
        assertArrayEquals(first, context.published("loss"));
    }

    @Test
    void trainedModelIsEvaluatedBesideTheTranspose() {
        trainSmall();
        OperationReport report = evaluate("model=" + directory.resolve("m"), "count=400");
        assertEquals(
                List.of("network", "network, made safe", "chebyshev, untrained", "transpose"),
                report.tables().get(0).rows().stream().map(row -> row.get(0)).toList());
        assertEquals(400L, report.tables().get(1).rows().get(0).get(5));
        assertTrue(((String) report.facts().get("agreement with the inverses")).startsWith("RMSE"));
        double[][] quantiles = context.published("quantiles");
        assertEquals(1, quantiles[3][4], "the transpose is always in the basin");
    }

    @Test
    void agreementIsNotMeaningfulOnUnfilteredMatrices() {
        trainSmall();
        OperationReport report = evaluate("model=" + directory.resolve("m"), "count=100", "distribution=unfiltered");
        assertTrue(((String) report.facts().get("agreement with the inverses")).startsWith("not meaningful"));
    }

    @Test
    void modelMustBeGiven() {
        assertEquals(
                "E-FLAG-MISSING",
                assertThrows(UsageException.class, this::train).code());
        assertEquals(
                "E-FLAG-MISSING",
                assertThrows(UsageException.class, this::evaluate).code());
    }

    @Test
    void absentModelIsNotEvaluated() {
        ChiasmaException refusal =
                assertThrows(ChiasmaException.class, () -> evaluate("model=" + directory.resolve("absent")));
        assertTrue(refusal.code().startsWith("E-MODEL-"), refusal.getMessage());
    }

    @Test
    void nothingIsLeftOfTrainingThatCouldNotBegin() {
        assertThrows(
                ChiasmaException.class,
                () -> train("size=2", "min-determinant=1000", "model=" + directory.resolve("m")));
        assertTrue(Files.notExists(directory.resolve("m")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size=0",
                "size=65",
                "batch=0",
                "samples=0",
                "rate=0",
                "rate=NaN",
                "warmup=3000000",
                "ensemble=0",
                "validate=0",
                "looks=0",
                "patience=-1",
                "checkpoint=-1",
                "checkpoint=NaN",
                "units=0",
                "steps=-1",
                "condition=5",
                "loss=none"
            })
    void refusesParametersOutOfRange(String flag) {
        assertThrows(UsageException.class, () -> parameters(flag));
    }
}
