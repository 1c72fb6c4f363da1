package org.chiasma.symmetric.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.DataException;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.symmetric.internal.storage.ArrayMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryOperationTest {
    private static final List<String> GENES = List.of("BRCA1", "BRCA2", "TP53", "MYC");
    private static final double[][] Z = {
        {1, 0.9, -0.8, 0.1}, {0.9, 1, 0.3, 0.2}, {-0.8, 0.3, 1, 0.9}, {0.1, 0.2, 0.9, 1}
    };

    private final HeapContext context = new HeapContext();

    private OperationReport ask(String... flags) {
        Axis axis = Axis.labelled("genes", GENES);
        context.with("z", ArrayMatrix.of(Z, axis, axis));
        Map<String, String> values = new LinkedHashMap<>(Map.of("matrix", "z"));
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return new QueryOperation()
                .run(ParameterSchema.of(QueryParameters.class).bindText(values), context);
    }

    @Test
    void givesTheTopPairsWithTheirOrdinals() {
        OperationReport report = ask("top=3");
        assertArrayEquals(new double[][] {{1, 2, 0.9}, {3, 4, 0.9}, {2, 3, 0.3}}, context.published("result"));
        assertEquals(
                List.of("BRCA1~BRCA2", "TP53~MYC", "BRCA2~TP53"),
                context.publishedMatrix("result").rows().labels());
        assertEquals(
                List.of("BRCA1", "BRCA2", 0.9), report.tables().get(0).rows().get(0));
        assertEquals(3L, report.facts().get("pairs"));
    }

    @Test
    void withoutAQuestionThereAreAllPairsOfAMatrixThisSmall() {
        ask();
        assertEquals(6, context.published("result").length);
    }

    @Test
    void magnitudesAndThresholds() {
        ask("above=0.5", "absolute=true");
        assertArrayEquals(new double[][] {{1, 2, 0.9}, {3, 4, 0.9}, {1, 3, -0.8}}, context.published("result"));
    }

    @Test
    void givesARowAndItsTop() {
        ask("row=TP53");
        assertArrayEquals(new double[][] {Z[2]}, context.published("result"));
        assertEquals(GENES, context.publishedMatrix("result").columns().labels());
        ask("row=TP53", "top=1");
        assertArrayEquals(new double[][] {{3, 4, 0.9}}, context.published("result"));
    }

    @Test
    void givesTheTopOfEveryRow() {
        ask("top=1", "every-row=true");
        assertArrayEquals(
                new double[][] {{1, 2, 0.9}, {2, 1, 0.9}, {3, 4, 0.9}, {4, 3, 0.9}}, context.published("result"));
    }

    @Test
    void givesABlockByLabelsOrdinalsAndRanges() {
        ask("rows=MYC,1", "columns=2..TP53,BRCA1");
        assertArrayEquals(new double[][] {{0.2, 0.9, 0.1}, {0.9, -0.8, 1}}, context.published("result"));
        assertEquals(
                List.of("MYC", "BRCA1"),
                context.publishedMatrix("result").rows().labels());
        ask("rows=1..2");
        assertArrayEquals(new double[][] {{1, 0.9}, {0.9, 1}}, context.published("result"));
    }

    @Test
    void givesARegion(@TempDir Path directory) throws Exception {
        Path bins =
                Files.writeString(directory.resolve("b.bed"), "chr1\t0\t10\nchr1\t10\t20\nchr1\t20\t30\nchr2\t0\t10\n");
        ask("region=chr1:10-25", "bins=" + bins);
        assertArrayEquals(new double[][] {{1, 0.3}, {0.3, 1}}, context.published("result"));
    }

    @Test
    void unknownLabelsAreMetWithNearOnes() {
        UsageException refusal = assertThrows(UsageException.class, () -> ask("row=BRCA3"));
        assertEquals("E-QUERY-LABEL", refusal.code());
        assertTrue(refusal.getMessage().contains("--row BRCA3: found no such label, did you mean BRCA1 or BRCA2?"));
        assertThrows(UsageException.class, () -> ask("row=5"));
        assertThrows(UsageException.class, () -> ask("rows=3..1"));
        assertThrows(UsageException.class, () -> ask("rows=1,BRCA1"));
        assertEquals(
                "E-QUERY-BINS",
                assertThrows(DataException.class, () -> ask("region=chr1")).code());
    }

    @Test
    void refusesQuestionsThatDoNotFitTogether() {
        assertEquals(
                "E-FLAG-CONFLICT",
                assertThrows(UsageException.class, () -> ask("row=1", "above=2"))
                        .code());
        assertEquals(
                "E-FLAG-MISSING",
                assertThrows(UsageException.class, () -> ask("columns=1")).code());
        assertEquals(
                "E-FLAG-MISSING",
                assertThrows(UsageException.class, () -> ask("every-row=true")).code());
        assertThrows(UsageException.class, () -> ask("top=0"));
    }

    @Test
    void refusesWhatIsNotSymmetric() {
        context.with("z", ArrayMatrix.of(new double[][] {{1, 2}, {3, 1}}));
        DataException refusal = assertThrows(DataException.class, () -> new QueryOperation()
                .run(ParameterSchema.of(QueryParameters.class).bindText(Map.of("matrix", "z")), context));
        assertEquals("E-SYMMETRIC-ASYMMETRY", refusal.code());
    }
}
