package org.chiasma.symmetric.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.cost.NaiveNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostOperationTest {
    private static OperationReport run(Map<String, String> flags) {
        return new CostOperation(new LinearAlgebra())
                .run(ParameterSchema.of(CostParameters.class).bindText(flags), new HeapContext());
    }

    @Test
    void tablesHaveTheUsersColumnsBesideTheUsualOnes() {
        OperationReport report = run(Map.of("columns", "3000", "rows", "10", "hidden", "5"));
        List<List<Object>> sizes = report.tables().get(1).rows();
        assertEquals(
                List.of(2_000L, 3_000L, 10_000L, 20_000L, 50_000L),
                sizes.stream().map(row -> row.get(0)).toList());
        assertEquals(
                new NaiveNetwork(5).cost(10, 3_000).parameters(), sizes.get(1).get(1));
        assertEquals(277L, report.facts().get("features"));
        assertTrue((double) report.facts().get("float32 products of this machine, 10^9 operations/s") > 0);
    }

    @Test
    void examplesTakeTimeButNoParameters() {
        List<List<Object>> one = run(Map.of("columns", "50000")).tables().get(0).rows();
        List<List<Object>> four =
                run(Map.of("columns", "50000", "examples", "4")).tables().get(0).rows();
        for (int design = 0; design < one.size(); design++) {
            assertEquals(one.get(design).get(1), four.get(design).get(1));
            assertEquals(
                    4 * (double) one.get(design).get(3),
                    (double) four.get(design).get(3),
                    1);
        }
    }

    @Test
    void aMillionColumnsDoNotOverflow() {
        OperationReport report = run(Map.of("columns", "1000000", "features", "20000", "rank", "20000"));
        for (OperationReport.Table table : report.tables()) {
            for (List<Object> row : table.rows()) {
                for (Object cell : row.subList(1, row.size())) {
                    assertTrue(((Number) cell).doubleValue() > 0, table.title() + ": " + row);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"columns,1", "columns,2000000", "rows,0", "rank,0", "rank,298", "features,31", "examples,0", "hidden,0"
    })
    void refusesParametersOutOfRange(String flag, String value) {
        assertThrows(UsageException.class, () -> run(Map.of(flag, value)));
    }
}
