package org.chiasma.inverter.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetOperationTest {
    private final LinearAlgebra algebra = new LinearAlgebra();
    private final HeapContext context = new HeapContext();

    private OperationReport make(String... flags) {
        return new DatasetOperation(algebra).run(parameters(flags), context);
    }

    private static DatasetParameters parameters(String... flags) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return ParameterSchema.of(DatasetParameters.class).bindText(values);
    }

    private void verify(String matrices, String inverses) {
        context.with("a", context.publishedMatrix(matrices)).with("x", context.publishedMatrix(inverses));
        new VerifyOperation(algebra)
                .run(
                        ParameterSchema.of(VerifyParameters.class)
                                .bindText(Map.of("matrices", "a", "inverses", "x", "tolerance", "1e-11")),
                        context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "randsvd", "spd", "covariance"})
    void makesPairsThatFulfilThePenroseConditions(String distribution) {
        make("size=4", "count=500", "distribution=" + distribution);
        verify("matrices", "inverses");
        verify("singular", "pseudoinverses");
    }

    @Test
    void outputsAreStacksWithoutMissingEntries() {
        make("size=3", "count=7");
        for (String output : new String[] {"matrices", "inverses", "singular", "pseudoinverses"}) {
            Matrix stack = context.publishedMatrix(output);
            assertEquals(21, stack.rowCount());
            assertEquals(3, stack.columnCount());
            assertEquals(3, stack.spec().blockRows());
            assertEquals(MissingValue.NONE, stack.spec().missing());
        }
    }

    @Test
    void sameSeedMakesTheSameMatricesAndMoreOfThem() {
        make("count=5", "seed=3");
        double[] matrices = Matrices.flat(context.publishedMatrix("matrices"));
        double[] inverses = Matrices.flat(context.publishedMatrix("inverses"));
        make("count=9", "seed=3");
        assertArrayEquals(matrices, Arrays.copyOf(Matrices.flat(context.publishedMatrix("matrices")), 45));
        assertArrayEquals(inverses, Arrays.copyOf(Matrices.flat(context.publishedMatrix("inverses")), 45));
        make("count=5", "seed=4");
        assertFalse(Arrays.equals(matrices, Matrices.flat(context.publishedMatrix("matrices"))));
    }

    @Test
    void singularMatricesHaveTheRanksOfTheReport() {
        OperationReport report = make("size=4", "count=200");
        double[][] rows = Matrices.array(context.publishedMatrix("singular"));
        long[] ranks = new long[4];
        for (int k = 0; k < 200; k++) {
            double[] values = new SingularValueDecomposition(
                            new Array2DRowRealMatrix(Arrays.copyOfRange(rows, 4 * k, 4 * k + 4)))
                    .getSingularValues();
            ranks[
                    (int) Arrays.stream(values)
                            .filter(value -> value > 1e-12 * values[0])
                            .count()]++;
        }
        for (int rank = 1; rank < 4; rank++) {
            assertEquals(
                    ranks[rank], report.tables().get(0).rows().get(rank - 1).get(1));
            assertTrue(ranks[rank] > 30);
        }
    }

    @Test
    void reportSaysHowGoodTheTargetsAre() {
        OperationReport report = make("size=3", "count=300", "distribution=randsvd", "condition=1e6");
        assertTrue((double) report.facts().get("largest proven error of an inverse") < 1e-8);
        assertTrue((double) report.facts().get("largest condition") >= 1e6 * (1 - 1e-6));
        assertEquals(
                "random singular vectors, condition 1000000.0", report.facts().get("distribution"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=1", "size=1000", "count=0", "low=0.9999999"})
    void refusesParametersOutOfRange(String flag) {
        assertThrows(UsageException.class, () -> parameters(flag));
    }
}
