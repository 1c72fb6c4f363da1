package org.chiasma.inverter.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chiasma.api.DataException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.inverter.internal.sampling.Distribution;
import org.chiasma.inverter.internal.sampling.SingularSampler;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyOperationTest {
    private static final double[][] WIDE = {{1, 2, 0, -1}, {0, 3, 1, 2}, {1, 5, 1, 1}};

    private final HeapContext context = new HeapContext();
    private final VerifyOperation operation = new VerifyOperation(new LinearAlgebra());

    private OperationReport verify(Matrix matrices, Matrix inverses, String... tolerance) {
        context.with("a.mx", matrices).with("x.mx", inverses);
        Map<String, String> values = tolerance.length == 0
                ? Map.of("matrices", "a.mx", "inverses", "x.mx")
                : Map.of("matrices", "a.mx", "inverses", "x.mx", "tolerance", tolerance[0]);
        return operation.run(ParameterSchema.of(VerifyParameters.class).bindText(values), context);
    }

    private String refusal(Matrix matrices, Matrix inverses, String... tolerance) {
        DataException refusal = assertThrows(DataException.class, () -> verify(matrices, inverses, tolerance));
        assertEquals("E-VERIFY-PENROSE", refusal.code());
        return refusal.getMessage();
    }

    /** By commons-math3, which cuts at its own rank. */
    private static double[][] pseudoinverse(double[][] a) {
        return new SingularValueDecomposition(new Array2DRowRealMatrix(a))
                .getSolver()
                .getInverse()
                .getData();
    }

    private static double[] sample(int n, int count) {
        double[] matrices = new double[count * n * n];
        Distribution.UNIFORM
                .sampler(n, 3, new Distribution.Settings(-1, 1, 0.1, 1))
                .sample(0, count, matrices);
        return matrices;
    }

    private static double[] inverses(int n, double[] matrices) {
        double[] inverses = new double[matrices.length];
        for (int k = 0; k < matrices.length; k += n * n) {
            double[][] a = new double[n][];
            for (int i = 0; i < n; i++) {
                a[i] = Arrays.copyOfRange(matrices, k + i * n, k + (i + 1) * n);
            }
            double[][] x = pseudoinverse(a);
            for (int i = 0; i < n; i++) {
                System.arraycopy(x[i], 0, inverses, k + i * n, n);
            }
        }
        return inverses;
    }

    @Test
    void inversesPass() {
        double[] matrices = sample(3, 50);
        OperationReport report = verify(Matrices.stack(3, matrices), Matrices.stack(3, inverses(3, matrices)));
        assertEquals(50L, report.facts().get("pairs that pass"));
        assertEquals(4, report.tables().get(0).rows().size());
        report.tables().get(0).rows().forEach(row -> assertTrue((double) row.get(1) < 1e-11, row.toString()));
    }

    @Test
    void pseudoinversesOfSingularMatricesPass() {
        double[] matrices = new double[40 * 16];
        new SingularSampler(4, 1, -1, 1).sample(0, 40, matrices);
        verify(Matrices.stack(4, matrices), Matrices.stack(4, inverses(4, matrices)));
    }

    @Test
    void rectangularPseudoinversePasses() {
        verify(Matrices.of(WIDE), Matrices.of(pseudoinverse(WIDE)));
    }

    @Test
    void zeroIsNoInverse() {
        String message = refusal(Matrices.of(WIDE), Matrices.of(new double[4][3]));
        assertTrue(message.contains("x.mx: found |A X A - A| / |A| = 1.00,"), message);
    }

    @Test
    void zeroIsThePseudoinverseOfZeroAlone() {
        verify(Matrices.of(new double[2][3]), Matrices.of(new double[3][2]));
        refusal(Matrices.of(new double[2][3]), Matrices.of(new double[][] {{1, 0}, {0, 0}, {0, 0}}));
    }

    @Test
    void namesTheFirstPairThatFailsAndCountsThem() {
        double[] matrices = sample(3, 20);
        double[] inverses = inverses(3, matrices);
        inverses[16 * 9] += 1e-4;
        inverses[18 * 9 + 4] = Double.NaN;
        String message = refusal(Matrices.stack(3, matrices), Matrices.stack(3, inverses));
        assertTrue(message.startsWith("E-VERIFY-PENROSE x.mx#17: found |"), message);
        assertTrue(message.contains("(2 of 20 pairs fail)"), message);
    }

    @Test
    void aGeneralizedInverseOfOnlyOneConditionFails() {
        RealMatrix a = new Array2DRowRealMatrix(new double[][] {{1, 0}, {0, 0}});
        // A X A = A and X A X = X, but X A is not symmetric
        RealMatrix x = new Array2DRowRealMatrix(new double[][] {{1, 0}, {3, 0}});
        assertEquals(a, a.multiply(x).multiply(a));
        assertEquals(x, x.multiply(a).multiply(x));
        String message = refusal(Matrices.of(a.getData()), Matrices.of(x.getData()));
        assertTrue(message.contains("|X A - (X A)^T| / |X A|"), message);
        // A X A = A and both products symmetric, but X A X is not X
        message = refusal(Matrices.of(a.getData()), Matrices.of(new double[] {1, 0}, new double[] {0, 1}));
        assertTrue(message.contains("|X A X - X| / |X|"), message);
    }

    @Test
    void largePairsGiveTheSameFigures() {
        double[] matrices = sample(70, 1);
        double[] inverses = inverses(70, matrices);
        verify(Matrices.stack(70, matrices), Matrices.stack(70, inverses));
        inverses[5] *= 1.001;
        String message = refusal(Matrices.stack(70, matrices), Matrices.stack(70, inverses));
        assertTrue(message.contains("x.mx: found"), message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-280, 1, 1e280})
    void scaleOfTheMatrixDoesNotMatter(double scale) {
        double[] matrices = sample(3, 5);
        double[] inverses = inverses(3, matrices);
        double[] scaled = Arrays.stream(matrices).map(entry -> entry * scale).toArray();
        double[] inverse = Arrays.stream(inverses).map(entry -> entry / scale).toArray();
        verify(Matrices.stack(3, scaled), Matrices.stack(3, inverse));
        inverse[0] *= 1.0001;
        refusal(Matrices.stack(3, scaled), Matrices.stack(3, inverse));
        refusal(Matrices.stack(3, scaled), Matrices.stack(3, new double[45]));
    }

    @Test
    void roundingOfAPerfectInversePasses() {
        double[][] matrix = {{1, 0}, {0, 1e-11}};
        double angle = 0.7;
        RealMatrix q = new Array2DRowRealMatrix(
                new double[][] {{Math.cos(angle), -Math.sin(angle)}, {Math.sin(angle), Math.cos(angle)}});
        RealMatrix a = q.multiply(new Array2DRowRealMatrix(matrix)).multiply(q.transpose());
        double[][] e = a.getData();
        // the adjugate over the determinant in decimal arithmetic, rounded once
        java.math.BigDecimal determinant =
                big(e[0][0]).multiply(big(e[1][1])).subtract(big(e[0][1]).multiply(big(e[1][0])));
        double[][] inverse = {
            {quotient(e[1][1], determinant), quotient(-e[0][1], determinant)},
            {quotient(-e[1][0], determinant), quotient(e[0][0], determinant)}
        };
        verify(Matrices.of(e), Matrices.of(inverse));
        inverse[0][0] *= 1.01;
        refusal(Matrices.of(e), Matrices.of(inverse));
    }

    private static java.math.BigDecimal big(double value) {
        return new java.math.BigDecimal(value);
    }

    private static double quotient(double numerator, java.math.BigDecimal denominator) {
        return big(numerator).divide(denominator, new java.math.MathContext(40)).doubleValue();
    }

    @Test
    void inversesStoredInSinglePrecisionAreGivenTheirRounding() {
        double[] matrices = sample(3, 5);
        double[] inverses = inverses(3, matrices);
        MatrixSpec spec = MatrixSpec.dense(Axis.anonymous("rows", 15), Axis.anonymous("columns", 3))
                .withBlockRows(3)
                .withElementType(ElementType.FLOAT32);
        double[][] rows = Matrices.array(Matrices.stack(3, inverses));
        verify(Matrices.stack(3, matrices), Matrices.of(spec, rows));
        double[] rounded = Arrays.stream(inverses).map(entry -> (float) entry).toArray();
        refusal(Matrices.stack(3, matrices), Matrices.stack(3, rounded));
    }

    @Test
    void toleranceIsTheUsers() {
        double[] matrices = sample(3, 5);
        double[] inverses = inverses(3, matrices);
        inverses[0] *= 1.001;
        verify(Matrices.stack(3, matrices), Matrices.stack(3, inverses), "0.01");
        refusal(Matrices.stack(3, matrices), Matrices.stack(3, inverses), "1e-5");
    }

    @Test
    void refusesStacksThatDoNotFit() {
        DataException refusal = assertThrows(DataException.class, () -> verify(Matrices.of(WIDE), Matrices.of(WIDE)));
        assertEquals("E-VERIFY-SHAPE", refusal.code());
        assertTrue(refusal.getMessage().contains("x.mx: found 3 x 4, expected 4 x 3"), refusal.getMessage());
        refusal = assertThrows(
                DataException.class, () -> verify(Matrices.stack(3, sample(3, 4)), Matrices.stack(3, sample(3, 5))));
        assertTrue(refusal.getMessage().contains("found 5 matrices of 3 x 3, expected 4 matrices of 3 x 3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1", "NaN"})
    void refusesTolerancesOutOfRange(String tolerance) {
        assertThrows(
                org.chiasma.api.UsageException.class, () -> verify(Matrices.of(WIDE), Matrices.of(WIDE), tolerance));
    }
}
