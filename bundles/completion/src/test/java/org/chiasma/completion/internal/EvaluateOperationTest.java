package org.chiasma.completion.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateOperationTest {
    private final EvaluateOperation operation = new EvaluateOperation(new LinearAlgebra());
    private final HeapContext context = new HeapContext().with("y", Matrices.of(lowRank()));

    private static double[][] lowRank() {
        double[][] values = new double[24][18];
        for (int i = 0; i < 24; i++) {
            for (int j = 0; j < 18; j++) {
                values[i][j] = Math.sin(0.7 * i) * Math.cos(1.3 * j) + 0.2 * i;
            }
        }
        return values;
    }

    private static EvaluateParameters parameters(String... flags) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("matrix", List.of("y"));
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], List.of(pair[1]));
        }
        return ParameterSchema.of(EvaluateParameters.class).bind(values);
    }

    private OperationReport evaluate(String... flags) {
        return operation.run(parameters(flags), context);
    }

    private static double error(OperationReport report, String method) {
        return report.tables().get(0).rows().stream()
                .filter(row -> row.get(0).equals(method))
                .map(row -> (Double) row.get(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void comparesFiveMethodsOnTheSameEntries() {
        OperationReport report = evaluate("prior-self=true", "ridge=0.01");
        assertEquals(
                List.of("row mean", "column mean", "two-way mean", "soft-impute", "tangent kernel"),
                report.tables().get(0).rows().stream().map(row -> row.get(0)).toList());
        assertEquals(43L, report.facts().get("hidden entries"));
        assertTrue(error(report, "tangent kernel") < 0.3 * error(report, "two-way mean"));
        assertTrue(error(report, "soft-impute") < 0.3 * error(report, "two-way mean"));
    }

    @Test
    void kernelBetweenEntriesUsesBothAxes() {
        OperationReport report = evaluate("prior-self=true", "axis=both", "ridge=0.1", "refine=2");
        assertTrue(error(report, "tangent kernel") < 0.2 * error(report, "two-way mean"));
    }

    @Test
    void sameSeedGivesTheSameReport() {
        assertEquals(evaluate("seed=5").tables(), evaluate("seed=5").tables());
    }

    @Test
    void severalRoundsHaveADeviation() {
        OperationReport report = evaluate("repeats=3");
        assertEquals(
                List.of("method", "RMSE", "sd of RMSE", "Pearson r"),
                report.tables().get(0).columns());
        assertEquals(129L, report.facts().get("hidden entries"));
    }

    @Test
    void bothAxesAreScoredOnTheSameEntries() {
        double upright = error(evaluate("axis=columns"), "row mean");
        double transposed = error(evaluate("axis=rows"), "row mean");
        assertEquals(upright, transposed, 1e-12);
    }

    @Test
    void wholeRowsFallBackToTheMeansOfColumns() {
        OperationReport report = evaluate("by=rows", "prior-self=true");
        assertEquals(error(report, "two-way mean"), error(report, "tangent kernel"), 1e-9);
    }

    @Test
    void groupsOfAFileAreHiddenTogether(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("names.tsv");
        List<String> lines = new ArrayList<>(List.of("# label, group"));
        IntStream.rangeClosed(1, 24).forEach(i -> lines.add("r" + i + "\tg" + i % 2));
        Files.write(file, lines);
        OperationReport report = evaluate("by=rows", "group-file=" + file);
        assertEquals(12L * 18, report.facts().get("hidden entries"));
        assertTrue(context.notes().contains("groups: 24 of 24 rows matched by label"));
    }

    @Test
    void refusesAGroupFileOfAnotherForm(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("names.tsv");
        Files.writeString(file, "r1\tg1\nr2 g2\n");
        ChiasmaException refusal = assertThrows(DataException.class, () -> evaluate("group-file=" + file));
        assertTrue(refusal.getMessage().contains("line 2"), refusal.getMessage());
    }

    @Test
    void refusesAGroupFileOfOtherLabels(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("names.tsv");
        Files.writeString(file, "x\tg1\n");
        assertEquals(
                "E-GROUP-LABELS",
                assertThrows(DataException.class, () -> evaluate("group-file=" + file))
                        .code());
    }

    @Test
    void refusesAnAbsentGroupFile(@TempDir Path directory) {
        NoInputException refusal =
                assertThrows(NoInputException.class, () -> evaluate("group-file=" + directory.resolve("absent")));
        assertEquals("E-FILE-ABSENT", refusal.code());
        refusal = assertThrows(NoInputException.class, () -> evaluate("group-file=" + directory));
        assertEquals("E-FILE-DIRECTORY", refusal.code());
    }

    @Test
    void refusesAnUnknownGroupField() {
        UsageException refusal = assertThrows(UsageException.class, () -> evaluate("group-field=name"));
        assertTrue(refusal.getMessage().contains("it has none at all"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hold-out=0", "hold-out=1", "soft-impute=0", "repeats=0", "depth=0", "ridge=-1", "axis=both"})
    void refusesParametersOutOfRange(String flag) {
        assertThrows(UsageException.class, () -> parameters(flag));
    }

    @Test
    void inputStaysAsItWas() {
        double[][] values = lowRank();
        context.with("y", Matrices.of(values));
        evaluate("prior-self=true");
        assertTrue(Arrays.deepEquals(lowRank(), values));
    }
}
