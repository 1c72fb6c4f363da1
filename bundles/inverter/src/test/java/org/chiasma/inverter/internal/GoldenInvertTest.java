package org.chiasma.inverter.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.chiasma.api.DataException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.inverter.internal.inversion.GoldenMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference matrices through the operation: what a user is given, and what is refused. */
class GoldenInvertTest {
    private static final Nd4jRuntime RUNTIME = new Nd4jRuntime();
    private static final LinearAlgebra ALGEBRA = new LinearAlgebra(RUNTIME);

    private final HeapContext context = new HeapContext();

    private static Stream<GoldenMatrix> all() {
        return GoldenMatrix.all();
    }

    private static Stream<GoldenMatrix> singular() {
        return GoldenMatrix.all().filter(golden -> golden.kind().equals("singular"));
    }

    private OperationReport invert(GoldenMatrix golden, String... flags) {
        double[][] rows = new double[golden.rows()][golden.columns()];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(golden.matrix(), i * golden.columns(), rows[i], 0, golden.columns());
        }
        context.with("a", Matrices.of(rows));
        Map<String, String> values = new LinkedHashMap<>(Map.of("matrix", "a"));
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return new InvertOperation(ALGEBRA, RUNTIME)
                .run(ParameterSchema.of(InvertParameters.class).bindText(values), context);
    }

    private String refusal(GoldenMatrix golden) {
        return assertThrows(DataException.class, () -> invert(golden)).getMessage();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyMatrixGetsTheVerdictOfItsClass(GoldenMatrix golden) {
        switch (golden.kind()) {
            case "refuse" ->
                assertTrue(refusal(golden).matches("E-INVERT-(SHAPE|NOT-FINITE) a.*"), () -> refusal(golden));
            case "singular" ->
                assertTrue(
                        refusal(golden)
                                .startsWith("E-INVERT-SINGULAR a: found rank %d of %d,"
                                        .formatted(golden.rank(), golden.rows())),
                        () -> refusal(golden));
            case "near_singular" -> {
                try {
                    double error = (double) invert(golden).facts().get("proven error at most");
                    assertTrue(distance(golden.inverse()) <= error, "error beyond the proven one");
                } catch (DataException refused) {
                    assertTrue(refused.code().matches("E-INVERT-(NEAR-)?SINGULAR"), refused.getMessage());
                }
            }
            default -> {
                OperationReport report = invert(golden);
                double allowed = 1e-14 * golden.rows() * golden.condition();
                assertTrue(
                        (double) report.facts().get("residual") <= allowed,
                        report.facts().toString());
                assertTrue(distance(golden.inverse()) <= allowed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("singular")
    void pseudoinversesAgree(GoldenMatrix golden) {
        OperationReport report = invert(golden, "pinv=true");
        assertEquals((long) golden.rank(), report.facts().get("rank"));
        assertTrue(distance(golden.pseudoInverse()) <= 1e-12);
    }

    @ParameterizedTest
    @EnumSource(
            value = InvertMethod.class,
            names = {"NEWTON", "LAPACK"})
    void noMethodInvertsWhatIsSingular(InvertMethod method) {
        GoldenMatrix.all()
                .filter(golden -> golden.kind().equals("singular"))
                .forEach(golden -> assertEquals(
                        "E-INVERT-SINGULAR",
                        assertThrows(
                                        DataException.class,
                                        () -> invert(
                                                golden,
                                                "method=" + method.name().toLowerCase(java.util.Locale.ROOT)),
                                        golden.name())
                                .code(),
                        golden.name()));
    }

    /** |X - expected|_F / |expected|_F; absolute for an expected zero. */
    private double distance(double[] expected) {
        double[] found = Matrices.flat(context.publishedMatrix("inverse"));
        double largest = 0;
        for (double entry : expected) {
            largest = Math.max(largest, Math.abs(entry));
        }
        double scale = largest == 0 ? 1 : largest;
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.hypot(difference, (found[i] - expected[i]) / scale);
            norm = Math.hypot(norm, expected[i] / scale);
        }
        return norm == 0 ? difference : difference / norm;
    }
}
