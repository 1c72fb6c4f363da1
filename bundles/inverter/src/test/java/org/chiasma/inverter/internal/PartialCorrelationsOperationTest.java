package org.chiasma.inverter.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.chiasma.api.DataException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.inverter.internal.sampling.Distribution;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialCorrelationsOperationTest {
    private final HeapContext context = new HeapContext();
    private final PartialCorrelationsOperation operation = new PartialCorrelationsOperation(new LinearAlgebra());

    private OperationReport run(Matrix covariance, String... flags) {
        context.with("cov", covariance);
        Map<String, String> values = new LinkedHashMap<>(Map.of("covariance", "cov"));
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return operation.run(
                ParameterSchema.of(PartialCorrelationsParameters.class).bindText(values), context);
    }

    private DataException refusal(Matrix covariance) {
        return assertThrows(DataException.class, () -> run(covariance));
    }

    @Test
    void threeVariablesFollowTheTextbookFormula() {
        // (r_xy - r_xz r_yz) / sqrt((1 - r_xz^2)(1 - r_yz^2)), for standard deviations 2, 3 and 5
        double xy = 0.6;
        double xz = 0.5;
        double yz = -0.2;
        List<String> names = List.of("x", "y", "z");
        OperationReport report = run(Matrices.labelled(
                names, names, new double[] {4, 6 * xy, 10 * xz}, new double[] {6 * xy, 9, 15 * yz}, new double[] {
                    10 * xz, 15 * yz, 25
                }));
        double[][] found = context.published("correlations");
        assertEquals((xy - xz * yz) / Math.sqrt((1 - xz * xz) * (1 - yz * yz)), found[0][1], 1e-14);
        assertEquals((xz - xy * yz) / Math.sqrt((1 - xy * xy) * (1 - yz * yz)), found[0][2], 1e-14);
        assertEquals((yz - xy * xz) / Math.sqrt((1 - xy * xy) * (1 - xz * xz)), found[2][1], 1e-14);
        assertEquals(1, found[1][1]);
        assertEquals(names, context.publishedMatrix("correlations").columns().labels());
        List<Object> strongest = report.tables().get(0).rows().get(0);
        assertEquals(List.of("x", "y"), strongest.subList(0, 2));
        assertEquals(found[0][1], strongest.get(2));
        assertEquals(xy, (double) strongest.get(3), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 90})
    void agreesWithTheInverseOfAnotherLibrary(int n) {
        double[] entries = new double[n * n];
        Distribution.COVARIANCE
                .sampler(n, 2, new Distribution.Settings(-1, 1, 0, 1))
                .sample(0, 1, entries);
        Matrix covariance = Matrices.stack(n, entries);
        run(covariance);
        double[][] found = context.published("correlations");
        RealMatrix precision = new LUDecomposition(new Array2DRowRealMatrix(Matrices.array(covariance)))
                .getSolver()
                .getInverse();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double expected = i == j
                        ? 1
                        : -precision.getEntry(i, j) / Math.sqrt(precision.getEntry(i, i) * precision.getEntry(j, j));
                assertEquals(expected, found[i][j], 1e-12);
                assertEquals(found[j][i], found[i][j]);
            }
        }
    }

    @Test
    void aChainHasPartialCorrelationsBetweenNeighboursOnly() {
        // AR(1): correlation rho^|i-j|, partial correlation rho / (1 + rho^2) between inner neighbours
        double rho = 0.7;
        double[][] covariance = new double[8][8];
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                covariance[i][j] = Math.pow(rho, Math.abs(i - j));
            }
        }
        run(Matrices.of(covariance));
        double[][] found = context.published("correlations");
        assertEquals(rho / (1 + rho * rho), found[3][4], 1e-14);
        assertEquals(0, found[2][5], 1e-14);
    }

    @Test
    void aSingularCovarianceNeedsARemedy() {
        double[][] duplicated = {{1, 1, 0.5}, {1, 1, 0.5}, {0.5, 0.5, 1}};
        DataException refusal = refusal(Matrices.of(duplicated));
        assertEquals(
                "E-INVERT-SINGULAR cov: found rank 2 of 3, expected full rank, use --ridge or --shrink",
                refusal.getMessage());
        OperationReport report = run(Matrices.of(duplicated), "shrink=0.2");
        double[][] found = context.published("correlations");
        assertEquals((0.8 - 0.16) / (1 - 0.16), found[0][1], 1e-14);
        assertEquals(
                "shrinkage, 0.2 of the way to the mean diagonal", report.facts().get("remedy"));
    }

    @Test
    void refusesWhatIsNoCovariance() {
        DataException refusal = refusal(Matrices.of(new double[][] {{1, 0.5}, {0.4, 1}}));
        assertEquals("E-INVERT-SYMMETRY", refusal.code());
        assertTrue(refusal.getMessage().contains("found 0.4 at row 2, column 1, and 0.5 across"), refusal.getMessage());
        refusal = refusal(
                Matrices.labelled(List.of("x", "y"), List.of("y", "x"), new double[] {1, 0}, new double[] {0, 1}));
        assertEquals("E-INVERT-LABELS", refusal.code());
        assertEquals(
                "E-INVERT-INDEFINITE",
                refusal(Matrices.of(new double[][] {{1, 2}, {2, 1}})).code());
        assertEquals(
                "E-INVERT-INDEFINITE",
                refusal(Matrices.of(new double[][] {{-1, 0}, {0, 1}})).code());
        assertEquals("E-INVERT-SHAPE", refusal(Matrices.of(new double[2][3])).code());
        assertEquals("E-INVERT-SHAPE", refusal(Matrices.stack(2, new double[8])).code());
        assertEquals(
                "E-INVERT-NOT-FINITE",
                refusal(Matrices.of(new double[][] {{1, Double.NaN}, {Double.NaN, 1}}))
                        .code());
    }
}
