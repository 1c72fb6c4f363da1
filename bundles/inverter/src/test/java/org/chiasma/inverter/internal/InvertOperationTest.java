package org.chiasma.inverter.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.inverter.internal.network.ModelCard;
import org.chiasma.inverter.internal.network.ModelDirectory;
import org.chiasma.inverter.internal.network.NetworkBuilder;
import org.chiasma.inverter.internal.network.NetworkSpec;
import org.chiasma.inverter.internal.network.PlainFiles;
import org.chiasma.inverter.internal.network.Preset;
import org.chiasma.inverter.internal.sampling.Distribution;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvertOperationTest {
    private static final double[][] REGULAR = {{2, 1, 0}, {1, 3, -1}, {4, 0, 1}};
    private static final double[][] SINGULAR = {{1, 2, 3}, {2, 4, 6}, {0, 1, 1}};
    private static final double[] REGULAR_ROWS =
            Arrays.stream(REGULAR).flatMapToDouble(Arrays::stream).toArray();
    private static final double[] SINGULAR_ROWS =
            Arrays.stream(SINGULAR).flatMapToDouble(Arrays::stream).toArray();

    private final HeapContext context = new HeapContext();
    private final Nd4jRuntime runtime = new Nd4jRuntime();
    private final InvertOperation operation = new InvertOperation(new LinearAlgebra(runtime), runtime);

    private OperationReport invert(Matrix matrix, String... flags) {
        context.with("a", matrix);
        return operation.run(parameters(flags), context);
    }

    private static InvertParameters parameters(String... flags) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("matrix", "a"));
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], pair.length == 1 ? "true" : pair[1]);
        }
        return ParameterSchema.of(InvertParameters.class).bindText(values);
    }

    private DataException refusal(Matrix matrix, String... flags) {
        return assertThrows(DataException.class, () -> invert(matrix, flags));
    }

    private static double[][] reference(double[][] matrix) {
        return new LUDecomposition(new Array2DRowRealMatrix(matrix), 0)
                .getSolver()
                .getInverse()
                .getData();
    }

    private static void assertClose(double[][] expected, double[][] actual, double tolerance) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i], tolerance);
        }
    }

    private static double[] batch(double[]... matrices) {
        return Arrays.stream(matrices).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[][] random(int n, Distribution distribution) {
        double[] entries = new double[n * n];
        distribution.sampler(n, 5, new Distribution.Settings(-1, 1, 0, 1e3)).sample(0, 1, entries);
        return Matrices.array(Matrices.stack(n, entries));
    }

    /** A model of 3 x 3 that contracts for every matrix, trained or not. */
    private void saveUntrained(Path directory) {
        runtime.nd4j();
        NetworkSpec spec = NetworkSpec.of(Preset.CHEBYSHEV, 3);
        ModelDirectory.save(
                directory,
                new ModelCard(spec, "untrained", 1, List.of()),
                List.of(NetworkBuilder.build(spec, 1)),
                new PlainFiles());
    }

    @Test
    void labelsOfTheInverseAreSwapped() {
        invert(Matrices.labelled(List.of("r1", "r2", "r3"), List.of("c1", "c2", "c3"), REGULAR));
        Matrix inverse = context.publishedMatrix("inverse");
        assertEquals(List.of("c1", "c2", "c3"), inverse.rows().labels());
        assertEquals(List.of("r1", "r2", "r3"), inverse.columns().labels());
        assertEquals(MissingValue.NONE, inverse.spec().missing());
        assertClose(reference(REGULAR), Matrices.array(inverse), 1e-14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "newton", "lapack"})
    void everyMethodInvertsWholeStacks(String method) {
        double[] matrices = new double[5000 * 9];
        Distribution.UNIFORM
                .sampler(3, 1, new Distribution.Settings(-1, 1, 0.1, 1))
                .sample(0, 5000, matrices);
        OperationReport report = invert(Matrices.stack(3, matrices), "method=" + method);
        double[][] rows = Matrices.array(Matrices.stack(3, matrices));
        double[][] inverses = context.published("inverse");
        for (int k = 0; k < 5000; k += 1000) {
            assertClose(
                    reference(Arrays.copyOfRange(rows, 3 * k, 3 * k + 3)),
                    Arrays.copyOfRange(inverses, 3 * k, 3 * k + 3),
                    1e-12);
        }
        assertEquals(3, context.publishedMatrix("inverse").spec().blockRows());
        assertEquals(5000L, report.facts().get("matrices"));
        assertEquals("certified 5,000", report.facts().get("verdicts"));
        assertEquals(4, report.tables().get(0).rows().size());
        assertTrue((double) report.facts().get("largest proven error") < 1e-11);
    }

    @Test
    void certificateHasARowForEachMatrix() {
        invert(Matrices.stack(3, batch(REGULAR_ROWS, REGULAR_ROWS)));
        Matrix certificate = context.publishedMatrix("certificate");
        assertEquals(2, certificate.rowCount());
        assertEquals(
                List.of("residual", "bound", "error", "condition", "rank", "steps"),
                certificate.columns().labels());
        assertEquals(
                List.of("certified", "certified"),
                certificate.rows().metadata("verdict").orElseThrow().values());
        List<String> starts = certificate.rows().metadata("start").orElseThrow().values();
        assertTrue(List.of("cofactors", "gauss jordan").containsAll(starts), starts.toString());
        double[] row = context.published("certificate")[0];
        assertTrue(row[1] < 1e-13 && row[2] >= row[1] && row[3] > 1 && row[4] == 3);
    }

    @Test
    void saysWhichMethodAutoTook() {
        assertTrue(invert(Matrices.of(REGULAR)).facts().get("method").toString().startsWith("cofactors"));
        assertTrue(invert(Matrices.of(random(9, Distribution.UNIFORM)))
                .facts()
                .get("method")
                .toString()
                .startsWith("Gauss-Jordan"));
    }

    @Test
    void inverseOfASymmetricMatrixIsSymmetricExactly() {
        invert(Matrices.of(random(20, Distribution.SPD)));
        double[][] inverse = context.published("inverse");
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(inverse[i][j], inverse[j][i]);
            }
        }
    }

    @Test
    void refusesASingularMatrixWithItsRankAndTheWaysOut() {
        DataException refusal = refusal(Matrices.of(SINGULAR));
        assertEquals("E-INVERT-SINGULAR", refusal.code());
        assertEquals(
                "E-INVERT-SINGULAR a: found rank 2 of 3, expected full rank, use --ridge, --shrink, --pinv or --nearest-psd",
                refusal.getMessage());
    }

    @Test
    void namesTheFirstSingularMatrixOfAStackAndCountsThem() {
        DataException refusal =
                refusal(Matrices.stack(3, batch(REGULAR_ROWS, SINGULAR_ROWS, REGULAR_ROWS, SINGULAR_ROWS)));
        assertTrue(
                refusal.getMessage().contains("a#2: found rank 2 of 3 (2 of 4 matrices have no inverse)"),
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20, 50})
    void refusesRelationshipsOfCentredGenotypesThatRoundingMadeInvertible(int people) {
        // every row of Z sums to zero over the people, so Z^T Z is of rank people - 1
        SplittableRandom random = new SplittableRandom(people);
        double[][] relationship = new double[people][people];
        for (int variant = 0; variant < 500; variant++) {
            double[] dosage = random.ints(people, 0, 3).asDoubleStream().toArray();
            double mean = Arrays.stream(dosage).average().orElse(0);
            for (int i = 0; i < people; i++) {
                for (int j = 0; j < people; j++) {
                    relationship[i][j] += (dosage[i] - mean) * (dosage[j] - mean) / 500;
                }
            }
        }
        DataException refusal = refusal(Matrices.of(relationship));
        assertTrue(
                refusal.getMessage()
                        .startsWith("E-INVERT-SINGULAR a: found rank %d of %d,".formatted(people - 1, people)),
                refusal.getMessage());
    }

    @Test
    void refusesANearlySingularMatrix() {
        double[][] hilbert = new double[14][14];
        for (int i = 0; i < 14; i++) {
            for (int j = 0; j < 14; j++) {
                hilbert[i][j] = 1.0 / (i + j + 1);
            }
        }
        DataException refusal = refusal(Matrices.of(hilbert));
        assertTrue(refusal.code().startsWith("E-INVERT-"), refusal.code());
        assertTrue(refusal.getMessage().contains("use --ridge"), refusal.getMessage());
    }

    @Test
    void namesTheFirstEntryThatIsNotFinite() {
        double[][] values = {{1, 2}, {Double.NaN, Double.POSITIVE_INFINITY}};
        DataException refusal = refusal(Matrices.labelled(List.of("r1", "r2"), List.of("c1", "c2"), values));
        assertEquals("E-INVERT-NOT-FINITE", refusal.code());
        assertTrue(refusal.getMessage().contains("a, row r2, column c1: found NaN"), refusal.getMessage());
        double[] infinite = {1, 2, 3, Double.NEGATIVE_INFINITY};
        refusal = refusal(Matrices.stack(2, batch(new double[] {1, 0, 0, 1}, infinite)));
        assertTrue(refusal.getMessage().contains("a#2, row 2, column 2: found -Infinity"), refusal.getMessage());
    }

    @Test
    void refusesMatricesThatAreNotSquare() {
        DataException refusal = refusal(Matrices.of(new double[][] {{1, 2, 3}, {4, 5, 6}}));
        assertEquals("E-INVERT-SHAPE", refusal.code());
        assertTrue(refusal.getMessage().contains("found 2 x 3"), refusal.getMessage());
    }

    @Test
    void keepsGoingWhenAsked() {
        double[] broken = REGULAR_ROWS.clone();
        broken[4] = Double.NaN;
        OperationReport report = invert(Matrices.stack(3, batch(SINGULAR_ROWS, REGULAR_ROWS, broken)), "keep-going");
        double[][] inverses = context.published("inverse");
        assertTrue(Double.isNaN(inverses[0][0]) && Double.isNaN(inverses[8][2]));
        assertClose(reference(REGULAR), Arrays.copyOfRange(inverses, 3, 6), 1e-14);
        assertEquals(MissingValue.NAN, context.publishedMatrix("inverse").spec().missing());
        assertEquals(
                List.of("singular", "certified", "not finite"),
                context.publishedMatrix("certificate")
                        .rows()
                        .metadata("verdict")
                        .orElseThrow()
                        .values());
        assertEquals("singular 1, certified 1, not finite 1", report.facts().get("verdicts"));
        assertEquals(
                List.of(
                        "2 of 3 matrices have no inverse (1 singular, 0 near singular, 1 not finite): their entries are NaN, and the certificate names them"),
                context.notes());
    }

    @Test
    void ridgeAndShrinkageInvertWhatTheyMakeOfTheMatrix() {
        double[][] covariance = {{2, 1, 1}, {1, 2, -1}, {1, -1, 2}}; // rank 2
        assertThrows(DataException.class, () -> invert(Matrices.of(covariance)));
        OperationReport report = invert(Matrices.of(covariance), "ridge=0.5");
        assertClose(
                reference(new double[][] {{2.5, 1, 1}, {1, 2.5, -1}, {1, -1, 2.5}}),
                context.published("inverse"),
                1e-14);
        assertEquals("ridge, 0.5 added to the diagonal", report.facts().get("remedy"));
        report = invert(Matrices.of(covariance), "shrink=0.25");
        assertClose(
                reference(new double[][] {{2, 0.75, 0.75}, {0.75, 2, -0.75}, {0.75, -0.75, 2}}),
                context.published("inverse"),
                1e-14);
        assertEquals(
                "shrinkage, 0.25 of the way to the mean diagonal",
                report.facts().get("remedy"));
    }

    @Test
    void nearestPositiveMatrixIsInvertedAndCertified() {
        double[][] indefinite = {{1, 2}, {2, 1}}; // eigenvalues 3 and -1
        OperationReport report = invert(Matrices.of(indefinite), "nearest-psd", "floor=0.1");
        // eigenvalues 3 and 0.3 along (1, 1) and (1, -1)
        double sum = (1 / 3.0 + 1 / 0.3) / 2;
        double difference = (1 / 3.0 - 1 / 0.3) / 2;
        assertClose(new double[][] {{sum, difference}, {difference, sum}}, context.published("inverse"), 1e-14);
        assertEquals("certified", report.facts().get("verdict"));
        assertTrue(report.facts().get("remedy").toString().contains("1 eigenvalue raised"));
    }

    @Test
    void pseudoinverseOfAnyShapeFulfilsThePenroseConditions() {
        double[][] wide = {{1, 2, 3, 4}, {2, 4, 6, 8}, {0, 1, 0, 1}};
        OperationReport report =
                invert(Matrices.labelled(List.of("x", "y", "z"), List.of("p", "q", "r", "s"), wide), "pinv");
        Matrix inverse = context.publishedMatrix("inverse");
        assertEquals(List.of("p", "q", "r", "s"), inverse.rows().labels());
        assertClose(
                new SingularValueDecomposition(new Array2DRowRealMatrix(wide))
                        .getSolver()
                        .getInverse()
                        .getData(),
                Matrices.array(inverse),
                1e-14);
        assertEquals(2L, report.facts().get("rank"));
        assertFalse(report.facts().containsKey("residual"));
    }

    @Test
    void pseudoinversesOfStacksAndTheRefusalOfNaN() {
        double[] broken = {Double.NaN, 1, 1, 1, 1, 1, 1, 1, 1};
        invert(Matrices.stack(3, batch(REGULAR_ROWS, SINGULAR_ROWS)), "pinv");
        assertClose(reference(REGULAR), Arrays.copyOf(context.published("inverse"), 3), 1e-14);
        DataException refusal = refusal(Matrices.stack(3, batch(REGULAR_ROWS, broken)), "pinv");
        assertEquals("E-INVERT-NOT-FINITE", refusal.code());
        assertTrue(refusal.getMessage().contains("a#2, row 1, column 1"), refusal.getMessage());
    }

    @Test
    void iterationBeginsWithAWarmStart() {
        double[][] similar = reference(REGULAR);
        similar[1][1] *= 1.001;
        context.with("x", Matrices.of(similar));
        OperationReport report = invert(Matrices.stack(3, batch(REGULAR_ROWS, REGULAR_ROWS)), "start=x");
        assertEquals("warm 2", report.facts().get("started from"));
        assertClose(reference(REGULAR), Arrays.copyOf(context.published("inverse"), 3), 1e-14);
        context.with("x", Matrices.of(new double[3][3]));
        assertEquals(
                "transpose", invert(Matrices.of(REGULAR), "start=x").facts().get("started from"));
    }

    @Test
    void warmStartsBelongToTheirMatrices() {
        double[] other = {0, 1, 0, 1, 0, 0, 0, 0, 4};
        double[][] first = reference(REGULAR);
        double[] inverseOfOther = {0, 1, 0, 1, 0, 0, 0, 0, 0.25};
        double[] starts = batch(
                inverseOfOther,
                Arrays.stream(first).flatMapToDouble(Arrays::stream).toArray());
        context.with("x", Matrices.stack(3, starts));
        assertEquals(
                "warm 2",
                invert(Matrices.stack(3, batch(other, REGULAR_ROWS)), "start=x")
                        .facts()
                        .get("started from"));
    }

    @Test
    void aNetworkGuessesAndTheRestIsAsEver(@TempDir Path directory) {
        saveUntrained(directory);
        OperationReport report =
                invert(Matrices.stack(3, batch(REGULAR_ROWS, REGULAR_ROWS)), "method=network", "model=" + directory);
        assertEquals("network 2", report.facts().get("started from"));
        assertClose(reference(REGULAR), Arrays.copyOf(context.published("inverse"), 3), 1e-14);
        assertEquals(
                "E-INVERT-SINGULAR",
                refusal(Matrices.of(SINGULAR), "method=network", "model=" + directory)
                        .code());
        report = invert(Matrices.of(new double[][] {{2, 1}, {1, 1}}), "method=network", "model=" + directory);
        assertEquals("certified", report.facts().get("verdict"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "lapack", "newton", "schur"})
    void everyMethodInvertsLargeMatrices(String method) {
        double[][] matrix = random(90, Distribution.SPD);
        List<String> rows = IntStream.range(0, 90).mapToObj(i -> "r" + i).toList();
        List<String> columns = IntStream.range(0, 90).mapToObj(i -> "c" + i).toList();
        OperationReport report = invert(Matrices.labelled(rows, columns, matrix), "method=" + method);
        Matrix inverse = context.publishedMatrix("inverse");
        assertEquals(columns, inverse.rows().labels());
        double[][] found = Matrices.array(inverse);
        assertClose(reference(matrix), found, 1e-9);
        for (int i = 0; i < 90; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(found[j][i], found[i][j]);
            }
        }
        assertEquals("certified", report.facts().get("verdict"));
        assertTrue(report.facts().containsKey("residual before refinement"));
        assertTrue((double) report.facts().get("proven error at most") < 1e-8);
    }

    @Test
    void largeMatricesOfAStackAreRefusedAndRemediedOneByOne() {
        double[] regular = Arrays.stream(random(70, Distribution.UNIFORM))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double[] duplicated = regular.clone();
        System.arraycopy(duplicated, 0, duplicated, 70 * 9, 70);
        double[] broken = regular.clone();
        broken[70 * 3 + 4] = Double.NaN;
        Matrix stack = Matrices.stack(70, batch(regular, duplicated, broken));
        DataException refusal = refusal(stack);
        assertTrue(
                refusal.getMessage()
                        .startsWith("E-INVERT-SINGULAR a#2: found rank 69 of 70 (2 of 3 matrices have no inverse)"),
                refusal.getMessage());
        invert(stack, "keep-going");
        double[][] inverses = context.published("inverse");
        assertClose(reference(Matrices.array(Matrices.stack(70, regular))), Arrays.copyOf(inverses, 70), 1e-10);
        assertTrue(Double.isNaN(inverses[70][0]) && Double.isNaN(inverses[209][69]));
        OperationReport report = invert(Matrices.stack(70, duplicated), "ridge=0.5");
        assertEquals("certified", report.facts().get("verdict"));
    }

    @Test
    void iterationOnALargeMatrixBeginsWithAWarmStart() {
        double[][] matrix = random(80, Distribution.SPD);
        context.with("x", Matrices.of(reference(matrix)));
        matrix[3][5] += 1e-6;
        OperationReport report = invert(Matrices.of(matrix), "start=x");
        assertEquals("warm", report.facts().get("started from"));
        assertClose(reference(matrix), context.published("inverse"), 1e-9);
    }

    @Test
    void aNetworkInvertsThePivotBlocksOfLargerMatrices(@TempDir Path directory) {
        saveUntrained(directory);
        double[][] matrix = random(10, Distribution.UNIFORM);
        OperationReport report = invert(Matrices.of(matrix), "method=network", "model=" + directory);
        assertEquals("network", report.facts().get("started from"));
        assertClose(reference(matrix), context.published("inverse"), 1e-12);
    }

    @Test
    void refusesAModelThatIsNotThere(@TempDir Path directory) {
        NoInputException refusal = assertThrows(
                NoInputException.class,
                () -> invert(Matrices.of(REGULAR), "method=network", "model=" + directory.resolve("absent")));
        assertEquals("E-MODEL-ABSENT", refusal.code());
    }

    @Test
    void refusesAStartOfAnotherShape() {
        context.with("x", Matrices.of(new double[2][2]));
        assertEquals("E-INVERT-START", refusal(Matrices.of(REGULAR), "start=x").code());
        context.with("x", Matrices.stack(3, batch(REGULAR_ROWS, REGULAR_ROWS)));
        assertEquals("E-INVERT-START", refusal(Matrices.of(REGULAR), "start=x").code());
    }

    @ParameterizedTest
    @CsvSource({
        "ridge=-1, '', E-FLAG-VALUE",
        "ridge=0, '', E-FLAG-VALUE",
        "shrink=1.5, '', E-FLAG-VALUE",
        "nearest-psd, floor=2, E-FLAG-VALUE",
        "floor=0.1, '', E-FLAG-CONFLICT",
        "ridge=1, shrink=0.1, E-FLAG-CONFLICT",
        "ridge=1, pinv, E-FLAG-CONFLICT",
        "pinv, nearest-psd, E-FLAG-CONFLICT",
        "pinv, method=newton, E-FLAG-CONFLICT",
        "method=network, '', E-FLAG-MISSING",
        "model=m3, '', E-FLAG-CONFLICT",
        "start=x, method=lapack, E-FLAG-CONFLICT"
    })
    void refusesFlagsThatDoNotFit(String first, String second, String code) {
        String[] flags = second.isEmpty() ? new String[] {first} : new String[] {first, second};
        UsageException refusal = assertThrows(UsageException.class, () -> parameters(flags));
        assertEquals(code, refusal.code(), refusal.getMessage());
    }

    @Test
    void inputStaysAsItWas() {
        double[][] values = {{2, 1}, {1, 1}};
        Matrix matrix = Matrices.of(
                MatrixSpec.dense(
                        org.chiasma.api.matrix.Axis.anonymous("rows", 2),
                        org.chiasma.api.matrix.Axis.anonymous("columns", 2)),
                values);
        invert(matrix, "ridge=1");
        assertClose(values, Matrices.array(matrix), 0);
    }
}
