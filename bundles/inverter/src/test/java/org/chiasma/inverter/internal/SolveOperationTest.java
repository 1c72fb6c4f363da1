package org.chiasma.inverter.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.chiasma.api.DataException;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.inverter.internal.sampling.Distribution;
import org.chiasma.linalg.LinearAlgebra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SolveOperationTest {
    private final HeapContext context = new HeapContext();
    private final SolveOperation operation = new SolveOperation(new LinearAlgebra());

    private OperationReport solve(Matrix a, Matrix b, String... flags) {
        context.with("a", a).with("b", b);
        Map<String, String> values = new LinkedHashMap<>(Map.of("matrix", "a", "right-hand-sides", "b"));
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return operation.run(ParameterSchema.of(SolveParameters.class).bindText(values), context);
    }

    private DataException refusal(Matrix a, Matrix b) {
        return assertThrows(DataException.class, () -> solve(a, b));
    }

    /** The quadratic model of three factors, 1, x, x^2 and products, on a rotatable central composite design. */
    private static double[][] quadraticDesign() {
        double[][] runs = new double[20][];
        int run = 0;
        for (int corner = 0; corner < 8; corner++) {
            runs[run++] = new double[] {(corner & 1) * 2 - 1, (corner & 2) - 1, (corner & 4) / 2 - 1};
        }
        for (int factor = 0; factor < 3; factor++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double[] star = new double[3];
                star[factor] = sign * 1.682;
                runs[run++] = star;
            }
        }
        while (run < 20) {
            runs[run] = new double[] {0.01 * run, -0.02 * run, 0.005 * run};
            run++;
        }
        double[][] design = new double[20][];
        for (int i = 0; i < 20; i++) {
            double x = runs[i][0];
            double y = runs[i][1];
            double z = runs[i][2];
            design[i] = new double[] {1, x, y, z, x * x, y * y, z * z, x * y, x * z, y * z};
        }
        return design;
    }

    private static final double[] COEFFICIENTS = {57.3, -1.5, 4.88, 12.25, 0.031, -0.0062, -3.5, 0.0047, 0.75, -0.19};

    private static double[][] column(double... entries) {
        return java.util.Arrays.stream(entries)
                .mapToObj(entry -> new double[] {entry})
                .toArray(double[][]::new);
    }

    private static double[][] product(double[][] a, double[][] b) {
        return new Array2DRowRealMatrix(a).multiply(new Array2DRowRealMatrix(b)).getData();
    }

    @Test
    void recoversTheTenCoefficientsOfAQuadraticModelFromItsRuns() {
        double[][] design = quadraticDesign();
        OperationReport report = solve(Matrices.of(design), Matrices.of(product(design, column(COEFFICIENTS))));
        double[][] found = context.published("solution");
        for (int i = 0; i < 10; i++) {
            assertEquals(COEFFICIENTS[i], found[i][0], 1e-10, "b" + i);
        }
        assertEquals(10L, report.facts().get("rank"));
    }

    @Test
    void recoversTheTenCoefficientsOfAQuadraticModelFromItsNormalEquations() {
        double[][] design = quadraticDesign();
        double[][] transposed = new Array2DRowRealMatrix(design).transpose().getData();
        double[][] normal = product(transposed, design);
        double[][] sides = product(transposed, product(design, column(COEFFICIENTS)));
        OperationReport report = solve(Matrices.of(normal), Matrices.of(sides));
        double[][] found = context.published("solution");
        for (int i = 0; i < 10; i++) {
            assertEquals(COEFFICIENTS[i], found[i][0], 1e-10, "b" + i);
        }
        assertTrue((double) report.facts().get("proven relative error at most") < 1e-14);
    }

    private static double[][] exactProduct(double[][] a, double[] x) {
        double[] b = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int j = 0; j < x.length; j++) {
                sum = sum.add(new BigDecimal(a[i][j]).multiply(new BigDecimal(x[j])));
            }
            b[i] = sum.doubleValue();
        }
        return column(b);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e2, 1e8, 1e13})
    void provenErrorIsNeverExceeded(double condition) {
        int n = 12;
        double[] entries = new double[n * n];
        Distribution.RANDSVD
                .sampler(n, 4, new Distribution.Settings(-1, 1, 0, condition))
                .sample(0, 1, entries);
        Matrix a = Matrices.stack(n, entries);
        double[] side = IntStream.range(0, n).mapToDouble(Math::sin).toArray();
        OperationReport report = solve(a, Matrices.of(column(side)));
        double bound = (double) report.facts().get("proven relative error at most");
        double[] truth = exactSolution(Matrices.array(a), side);
        double[][] found = context.published("solution");
        double error = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            error = Math.max(error, Math.abs(found[i][0] - truth[i]));
            largest = Math.max(largest, Math.abs(found[i][0]));
        }
        assertTrue(error / largest <= bound, error / largest + " against " + bound);
        assertTrue(bound < 1e-14, "bound " + bound);
    }

    /** Gauss elimination in decimal arithmetic of 80 digits. */
    private static double[] exactSolution(double[][] a, double[] b) {
        MathContext digits = new MathContext(80);
        int n = b.length;
        BigDecimal[][] rows = new BigDecimal[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] = new BigDecimal(a[i][j]);
            }
            rows[i][n] = new BigDecimal(b[i]);
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                if (i != k) {
                    BigDecimal factor = rows[i][k].divide(rows[k][k], digits);
                    for (int j = k; j <= n; j++) {
                        rows[i][j] = rows[i][j].subtract(factor.multiply(rows[k][j]), digits);
                    }
                }
            }
        }
        return IntStream.range(0, n)
                .mapToDouble(i -> rows[i][n].divide(rows[i][i], digits).doubleValue())
                .toArray();
    }

    @Test
    void badScalingCostsNoDigits() {
        double[][] a = {{1e-200, 2e-200, 0}, {3e150, 1e150, 1e140}, {0, 1, 1e-9}};
        double[][] truth = column(1, -2, 3e8);
        double[][] sides = exactProduct(a, new double[] {1, -2, 3e8});
        OperationReport report = solve(Matrices.of(a), Matrices.of(sides));
        double[][] found = context.published("solution");
        assertEquals(truth[2][0], found[2][0], 1e-5);
        assertTrue((double) report.facts().get("proven relative error at most") < 1e-12);
    }

    @Test
    void rowsAreMatchedByLabelAndTheSolutionIsNamedByUnknownAndSide() {
        double[][] a = {{2, 1}, {1, 3}};
        solve(
                Matrices.labelled(List.of("e1", "e2"), List.of("u", "v"), a),
                Matrices.labelled(
                        List.of("e2", "e1"), List.of("first", "second"), new double[] {7, 1}, new double[] {4, 2}));
        Matrix solution = context.publishedMatrix("solution");
        assertEquals(List.of("u", "v"), solution.rows().labels());
        assertEquals(List.of("first", "second"), solution.columns().labels());
        assertArrayEquals(new double[] {1, 1}, Matrices.array(solution)[0], 1e-15);
        assertArrayEquals(new double[] {2, 0}, Matrices.array(solution)[1], 1e-15);
    }

    @Test
    void singularEquationsHaveTheSmallestLeastSquaresSolution() {
        OperationReport report = solve(Matrices.of(new double[][] {{1, 1}, {1, 1}}), Matrices.of(column(2, 4)));
        assertArrayEquals(new double[] {1.5}, context.published("solution")[0], 1e-14);
        assertArrayEquals(new double[] {1.5}, context.published("solution")[1], 1e-14);
        assertEquals(1L, report.facts().get("rank"));
        assertEquals(
                List.of("a: rank 1 for 2 unknowns, so there are many solutions; this is the smallest"),
                context.notes());
    }

    @Test
    void overdeterminedEquationsAreSolvedByLeastSquares() {
        // a line through (0, 1), (1, 2), (2, 4): slope 1.5, intercept 5/6
        OperationReport report =
                solve(Matrices.of(new double[][] {{1, 0}, {1, 1}, {1, 2}}), Matrices.of(column(1, 2, 4)));
        assertEquals(5 / 6.0, context.published("solution")[0][0], 1e-14);
        assertEquals(1.5, context.published("solution")[1][0], 1e-14);
        assertEquals(Math.sqrt(1 / 6.0 / 21), (double) report.facts().get("relative residual"), 1e-14);
    }

    @Test
    void ridgeIsThatOfTheNormalEquations() {
        double[][] a = {{1, 2}, {3, 4}, {5, 7}};
        double[][] b = column(1, 0, 2);
        solve(Matrices.of(a), Matrices.of(b), "ridge=0.5");
        RealMatrix design = new Array2DRowRealMatrix(a);
        RealMatrix normal = design.transpose().multiply(design);
        normal.addToEntry(0, 0, 0.5);
        normal.addToEntry(1, 1, 0.5);
        RealMatrix expected =
                new LUDecomposition(normal).getSolver().solve(design.transpose().multiply(new Array2DRowRealMatrix(b)));
        for (int i = 0; i < 2; i++) {
            assertEquals(expected.getEntry(i, 0), context.published("solution")[i][0], 1e-13);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        Matrix a = Matrices.labelled(List.of("e1", "e2"), List.of("u", "v"), new double[] {2, 1}, new double[] {1, 3});
        DataException refusal = refusal(a, Matrices.of(column(1, 2, 3)));
        assertEquals("E-SOLVE-SHAPE", refusal.code());
        refusal = refusal(a, Matrices.labelled(List.of("e1", "e3"), List.of("y"), new double[] {1}, new double[] {2}));
        assertEquals("E-SOLVE-LABELS", refusal.code());
        assertTrue(refusal.getMessage().contains("found no row e2"), refusal.getMessage());
        refusal = refusal(a, Matrices.of(column(1, Double.NaN)));
        assertEquals("E-SOLVE-NOT-FINITE", refusal.code());
        assertTrue(refusal.getMessage().contains("b, row 2, column 1: found NaN"), refusal.getMessage());
        refusal = refusal(Matrices.stack(1, new double[] {1}, new double[] {2}), a);
        assertEquals("E-SOLVE-SHAPE", refusal.code());
    }

    @Test
    void refusesANegativeRidge() {
        Matrix a = Matrices.of(new double[] {1});
        assertThrows(UsageException.class, () -> solve(a, a, "ridge=-1"));
    }
}
