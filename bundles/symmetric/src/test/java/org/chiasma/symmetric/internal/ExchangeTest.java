package org.chiasma.symmetric.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.UsageException;
import org.chiasma.api.fixture.HeapContext;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.PackedSymmetricMatrix;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.storage.ArrayMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code symmetric:export} and {@code symmetric:pack}, there and back. */
class ExchangeTest {
    private static final double[][] Z = {
        {0.0, 0.75, 1.5, 2.25, 3.0, 3.75},
        {0.75, 2.75, 3.75, 4.75, 5.75, 5.5},
        {1.5, 3.75, 6.0, 6.0, 7.25, 7.25},
        {2.25, 4.75, 6.0, 8.5, 8.75, 9.0},
        {3.0, 5.75, 7.25, 8.75, 10.25, 10.75},
        {3.75, 5.5, 7.25, 9.0, 10.75, 12.5}
    };

    /** Z with a zero diagonal by scipy 1.17.1, spatial.distance.squareform. */
    private static final double[] SQUAREFORM = {
        0.75, 1.5, 2.25, 3.0, 3.75, 3.75, 4.75, 5.75, 5.5, 6.0, 7.25, 7.25, 8.75, 9.0, 10.75
    };

    /** Z by scipy 1.17.1, linalg.lapack.dtrttp(z, uplo='U'). */
    private static final double[] LAPACK = {
        0.0, 0.75, 2.75, 1.5, 3.75, 6.0, 2.25, 4.75, 6.0, 8.5, 3.0, 5.75, 7.25, 8.75, 10.25, 3.75, 5.5, 7.25, 9.0,
        10.75, 12.5
    };

    private static final List<String> BINS =
            List.of("chr1:0-10", "chr1:10-20", "chr1:20-30", "chr2:0-10", "chr2:10-20", "chrX:0-7");

    @TempDir
    Path directory;

    private final HeapContext context = new HeapContext();

    private static Map<String, String> values(String[] flags) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String flag : flags) {
            String[] pair = flag.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return values;
    }

    private static Matrix labelled(double[][] entries) {
        Axis axis = Axis.labelled("bins", BINS);
        return ArrayMatrix.of(entries, axis, axis);
    }

    private OperationReport export(Matrix matrix, String... flags) {
        context.with("z", matrix);
        Map<String, String> values = values(flags);
        values.put("matrix", "z");
        return new ExportOperation(new PlainFiles())
                .run(ParameterSchema.of(ExportParameters.class).bindText(values), context);
    }

    private Matrix pack(Path file, String... flags) {
        Map<String, String> values = values(flags);
        values.put("file", file.toString());
        new PackOperation().run(ParameterSchema.of(PackParameters.class).bindText(values), context);
        return context.publishedMatrix("packed");
    }

    @Test
    void rowsAreScipysSquareform() {
        Path file = directory.resolve("z.npy");
        export(labelled(Z), "as=rows", "to=" + file);
        assertArrayEquals(SQUAREFORM, Goldens.npy(file).entries());
        double[][] back = ArrayMatrix.entries(pack(file, "order=rows", "diagonal=1"));
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                assertEquals(i == j ? 1 : Z[i][j], back[i][j]);
            }
        }
    }

    @Test
    void columnsAreLapacksPackedStorage() {
        Path file = directory.resolve("z.npy");
        export(labelled(Z), "as=columns", "to=" + file);
        assertArrayEquals(LAPACK, Goldens.npy(file).entries());
        assertArrayEquals(Z, ArrayMatrix.entries(pack(file, "order=columns")));
    }

    @Test
    void denseIsEveryEntry() {
        Path file = directory.resolve("z.npy");
        export(labelled(Z), "as=dense", "to=" + file);
        assertArrayEquals(Z, Goldens.npy(file).matrix());
        assertArrayEquals(Z, ArrayMatrix.entries(pack(file, "order=dense")));
    }

    @ParameterizedTest
    @EnumSource
    void largerMatricesComeBackToTheBitInEveryBlock(PackForm form) {
        int n = 150;
        Matrix z = ArrayMatrix.factored(n, 3, Link.IDENTITY, 1);
        Path file = directory.resolve("z.npy");
        String word = form.name().toLowerCase(java.util.Locale.ROOT);
        export(z, "as=" + word, "to=" + file);
        Matrix back = form == PackForm.COO ? pack(file, "order=coo", "size=" + n) : pack(file, "order=" + word);
        assertEquals(Layout.PACKED_SYMMETRIC, back.spec().layout());
        assertEquals(
                form == PackForm.COO ? ElementType.FLOAT64 : ElementType.FLOAT32,
                back.spec().elementType());
        double[] expected = new double[4000];
        double[] found = new double[4000];
        for (int[] block : new int[][] {{0, 0, 20, 20}, {100, 3, 13, 40}, {3, 100, 40, 13}, {60, 40, 30, 70}}) {
            z.copyBlock(block[0], block[1], block[2], block[3], expected, 7, 90);
            back.copyBlock(block[0], block[1], block[2], block[3], found, 7, 90);
            if (form == PackForm.ROWS) {
                for (int i = 0; i < block[2]; i++) {
                    int j = block[0] + i - block[1];
                    if (j >= 0 && j < block[3]) {
                        expected[7 + i * 90 + j] = 0;
                    }
                }
            }
            assertArrayEquals(expected, rounded(found));
        }
        double[] packed = new double[500];
        double[] packedBack = new double[500];
        ((PackedSymmetricMatrix) z).copyPacked(151, 148, packed, 0);
        ((PackedSymmetricMatrix) back).copyPacked(151, 148, packedBack, 0);
        assertArrayEquals(packed, rounded(packedBack));
    }

    /** Text has the digits that single precision needs. */
    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(value -> (float) value).toArray();
    }

    @Test
    void labelsTravelInTheDescription() {
        Path file = directory.resolve("z.npy");
        export(labelled(Z), "as=rows", "to=" + file);
        assertEquals(BINS, pack(file, "order=rows").rows().labels());
        Path alone = directory.resolve("z.coo");
        export(labelled(Z), "as=coo", "to=" + alone);
        assertEquals(6, pack(alone, "order=coo", "size=6").rowCount());
    }

    @Test
    void coordinatesLeaveZerosOutAndKeepMissingEntries() throws IOException {
        double[][] z = {{1, 0.5, 0}, {0.5, Double.NaN, -3}, {0, -3, 0}};
        Path file = directory.resolve("z.coo");
        export(ArrayMatrix.of(z), "as=coo", "to=" + file);
        assertEquals("0\t0\t1\n0\t1\t0.5\n1\t1\tNaN\n1\t2\t-3\n", Files.readString(file));
        assertArrayEquals(z, ArrayMatrix.entries(pack(file, "order=coo", "size=3")));
        export(ArrayMatrix.of(z), "as=coo", "above=0.6", "to=" + file);
        assertEquals("0\t0\t1\n", Files.readString(file));
    }

    @Test
    void coolerGetsBinsAndTriplets() throws IOException {
        double[][] counts = new double[6][6];
        counts[0][1] = 7;
        counts[1][0] = 7;
        counts[3][3] = 2;
        counts[2][2] = Double.NaN;
        Path file = directory.resolve("z.coo");
        OperationReport report = export(labelled(counts), "as=cooler", "to=" + file);
        assertEquals("0\t1\t7\n3\t3\t2\n", Files.readString(file));
        List<String> bins = Files.readAllLines(directory.resolve("z.coo.bed"));
        assertEquals("chr1\t10\t20", bins.get(1));
        assertEquals(6, bins.size());
        assertEquals(
                "cooler load -f coo " + file + ".bed " + file + " OUT.cool",
                report.facts().get("next"));
        Path bed = Files.writeString(directory.resolve("own.bed"), "a\t0\t1\nb\t0\t1\n");
        OperationReport real =
                export(ArrayMatrix.of(new double[][] {{0.5, 1}, {1, 2}}), "as=cooler", "bins=" + bed, "to=" + file);
        assertTrue(real.facts().get("next").toString().contains("--count-as-float"));
    }

    private String refused(Path file, String... flags) {
        ChiasmaException refusal = assertThrows(ChiasmaException.class, () -> pack(file, flags));
        return refusal.code();
    }

    private Path text(String lines) throws IOException {
        return Files.writeString(directory.resolve("t.coo"), lines);
    }

    @Test
    void refusesCoordinatesThatMakeNoMatrix() throws IOException {
        assertEquals("E-COO-TEXT", refused(text("0 1\n"), "order=coo", "size=3"));
        assertEquals("E-COO-TEXT", refused(text("0 x 1\n"), "order=coo", "size=3"));
        assertEquals("E-COO-INDEX", refused(text("0 3 1\n"), "order=coo", "size=3"));
        assertEquals("E-COO-INDEX", refused(text("-1 2 1\n"), "order=coo", "size=3"));
        assertEquals("E-COO-TWICE", refused(text("0 2 1\n2 0 1\n"), "order=coo", "size=3"));
        assertArrayEquals(
                new double[][] {{0, 4}, {4, 0}},
                ArrayMatrix.entries(pack(text("# i j\n\n1 0 4\n"), "order=coo", "size=2")));
    }

    @Test
    void refusesArraysThatMakeNoMatrix() throws IOException {
        Path file = directory.resolve("z.npy");
        export(labelled(Z), "as=rows", "to=" + file);
        byte[] bytes = Files.readAllBytes(file);
        assertEquals("E-PACK-SIZE", refused(file, "order=dense"));
        Files.writeString(directory.resolve("z.npy.json"), "{\"size\": 5, \"rows\": \"r\", \"columns\": \"c\"}");
        assertEquals("E-PACK-LABELS", refused(file, "order=rows"));
        Files.delete(directory.resolve("z.npy.json"));
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));
        assertEquals("E-PACK-SIZE", refused(file, "order=rows"));
        Files.write(file, Arrays.copyOf(bytes, 9));
        assertEquals("E-PACK-HEADER", refused(file, "order=rows"));
        Path odd = directory.resolve("odd.npy");
        export(ArrayMatrix.of(Z), "as=columns", "to=" + odd);
        Files.delete(directory.resolve("odd.npy.json"));
        assertEquals(7, pack(odd, "order=rows").rowCount());
        assertEquals(
                "E-FILE-ABSENT",
                assertThrows(NoInputException.class, () -> pack(directory.resolve("no")))
                        .code());
    }

    @Test
    void refusesAFullArrayThatIsNotSymmetric() throws IOException {
        Path file = directory.resolve("z.npy");
        export(labelled(Z), "as=dense", "to=" + file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 8 * 2 + 6] ^= 4;
        Files.write(file, bytes);
        assertEquals("E-SYMMETRIC-ASYMMETRY", refused(file, "order=dense"));
    }

    @Test
    void refusesFlagsThatDoNotFit() {
        assertEquals(
                "E-FLAG-MISSING",
                assertThrows(UsageException.class, () -> export(labelled(Z), "as=coo"))
                        .code());
        assertEquals(
                "E-FLAG-CONFLICT",
                assertThrows(UsageException.class, () -> export(labelled(Z), "as=rows", "above=1", "to=x"))
                        .code());
        assertEquals("E-FLAG-MISSING", refused(directory.resolve("x"), "order=coo"));
        assertEquals("E-FLAG-CONFLICT", refused(directory.resolve("x"), "order=rows", "size=3"));
        assertThrows(
                DataException.class, () -> export(ArrayMatrix.of(new double[][] {{1, 2}, {3, 4}}), "as=coo", "to=x"));
    }

    @Test
    void theSmallestMatrices() {
        for (int n = 0; n < 2; n++) {
            Path file = directory.resolve("small" + n + ".npy");
            export(ArrayMatrix.of(new double[n][n]), "as=columns", "to=" + file);
            assertEquals(n, pack(file, "order=columns").rowCount());
        }
    }
}
