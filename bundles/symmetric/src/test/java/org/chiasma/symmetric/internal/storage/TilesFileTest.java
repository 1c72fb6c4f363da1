package org.chiasma.symmetric.internal.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.chiasma.api.CancelledException;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.symmetric.internal.model.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TilesFileTest {
    @TempDir
    Path directory;

    private int files;

    private Path write(Matrix matrix, StoredType type, int edge) throws IOException {
        Path file = directory.resolve("z" + files++ + ".tiles");
        TilesFile.write(matrix, file, type, edge, Progress.NONE);
        return file;
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "5, 1", "64, 16", "65, 16", "130, 48", "90, 1024"})
    void givesBackEveryBlockRoundedToSinglePrecision(int n, int edge) throws IOException {
        double[][] entries = ArrayMatrix.symmetric(n, 3);
        TiledMatrix read = TilesFile.open(write(ArrayMatrix.of(entries), StoredType.FLOAT32, edge));
        Random random = new Random(11);
        for (int trial = 0; trial < 200; trial++) {
            int row = random.nextInt(n);
            int column = random.nextInt(n);
            int height = random.nextInt(n - row + 1);
            int width = random.nextInt(n - column + 1);
            int stride = width + random.nextInt(3);
            float[] single = new float[height * stride + 7];
            double[] twice = new double[single.length];
            read.copyBlock(row, column, height, width, single, 5, stride);
            read.copyBlock(row, column, height, width, twice, 5, stride);
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < width; j++) {
                    assertEquals((float) entries[row + i][column + j], single[5 + i * stride + j]);
                    assertEquals((float) entries[row + i][column + j], twice[5 + i * stride + j]);
                }
            }
        }
    }

    @Test
    void storedEntriesAreTheTriangleRowByRow() throws IOException {
        int n = 37;
        double[][] entries = ArrayMatrix.symmetric(n, 4);
        TiledMatrix read = TilesFile.open(write(ArrayMatrix.of(entries), StoredType.FLOAT32, 8));
        assertEquals(Layout.PACKED_SYMMETRIC, read.spec().layout());
        double[] expected = IntStream.range(0, n)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(entries[i], i, n))
                .map(value -> (float) value)
                .toArray();
        assertEquals(expected.length, read.storedEntries());
        double[] found = new double[expected.length];
        read.copyPacked(0, found.length, found, 0);
        assertArrayEquals(expected, found);
        double[] part = new double[101];
        read.copyPacked(333, 100, part, 1);
        assertArrayEquals(Arrays.copyOfRange(expected, 333, 433), Arrays.copyOfRange(part, 1, 101));
    }

    @Test
    void aTileSharesTheMemoryOfTheFile() throws IOException {
        double[][] entries = ArrayMatrix.symmetric(20, 5);
        TiledMatrix read = TilesFile.open(write(ArrayMatrix.of(entries), StoredType.FLOAT32, 8));
        FloatMatrix tile = read.tile(1, 2);
        assertEquals(8, tile.rows());
        assertEquals(4, tile.columns());
        assertEquals((float) entries[9][18], tile.get(1, 2));
        FloatMatrix diagonal = read.tile(2, 2);
        assertEquals((float) entries[19][17], diagonal.get(3, 1));
        FloatMatrix copy = FloatMatrix.zeros(5, 6);
        read.fill(3, 10, 5, 6, copy);
        assertEquals((float) entries[7][15], copy.get(4, 5));
        TiledMatrix narrow = TilesFile.open(write(read, StoredType.BFLOAT16, 8));
        assertThrows(IllegalStateException.class, () -> narrow.tile(0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeRoundsItsOwnWayAndKeepsMissingEntries(StoredType type) throws IOException {
        double[][] entries = ArrayMatrix.symmetric(33, 6);
        entries[3][20] = Double.NaN;
        entries[20][3] = Double.NaN;
        entries[7][7] = Double.NEGATIVE_INFINITY;
        TiledMatrix read = TilesFile.open(write(ArrayMatrix.of(entries), type, 16));
        assertEquals(MissingValue.NAN, read.spec().missing());
        float[] row = new float[33];
        ByteBuffer bytes = ByteBuffer.allocate(33 * 4).order(ByteOrder.LITTLE_ENDIAN);
        double[][] found = ArrayMatrix.entries(read);
        for (int i = 0; i < 33; i++) {
            for (int j = 0; j < 33; j++) {
                row[j] = (float) entries[i][j];
            }
            type.encode(row, 33, bytes, 0);
            type.decode(bytes, 0, row, 0, 33);
            for (int j = 0; j < 33; j++) {
                assertEquals(row[j], (float) found[i][j]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFullTileMayFollowASmallerOne(StoredType type) throws IOException {
        FactoredMatrix matrix = ArrayMatrix.factored(700, 2, Link.FISHER, 3);
        TiledMatrix read = TilesFile.open(write(matrix, type, 96));
        double[][] expected = ArrayMatrix.entries(matrix);
        double[][] found = ArrayMatrix.entries(read);
        for (int i = 0; i < 700; i++) {
            assertArrayEquals(expected[i], found[i], type == StoredType.FLOAT32 ? 0 : 0x1p-8);
        }
    }

    @Test
    void keepsLabelsNamesAndMetadata() throws IOException {
        Axis rows = Axis.labelled("genes", List.of("a", "\u03b2 \"x\"", ""))
                .withMetadata(List.of(new MetadataColumn("chromosome", List.of("1", "", "X"))));
        Matrix matrix = ArrayMatrix.of(ArrayMatrix.symmetric(3, 7), rows, rows.named("partners"));
        TiledMatrix read = TilesFile.open(write(matrix, StoredType.FLOAT32, 16));
        assertEquals(rows, read.rows());
        assertEquals(rows.named("partners"), read.columns());
    }

    @Test
    void holdsTheLabelsOfFiftyThousandRowsInItsHeader() throws IOException {
        Axis axis = Axis.labelled(
                "bins",
                IntStream.range(0, 50_000)
                        .mapToObj(i -> "chr1:" + i + "0000-" + (i + 1) + "0000")
                        .toList());
        byte[] header = FileKind.TILES.encode(json(axis), new TileGrid(50_000, 1024).bytes(4));
        assertEquals(0, header.length % 4096);
        Path file = directory.resolve("large.tiles");
        AlignedOutput.create(file, header).close();
        try (FileChannel sparse = FileChannel.open(file, StandardOpenOption.WRITE)) {
            sparse.write(ByteBuffer.wrap(new byte[1]), header.length + new TileGrid(50_000, 1024).bytes(4) - 1);
        }
        TiledMatrix read = TilesFile.open(file);
        assertEquals(axis, read.rows());
        double[] row = new double[50_000];
        row[49_999] = 1;
        read.copyRow(49_999, row, 0);
        assertEquals(0, row[49_999]);
    }

    private static JsonObject json(Axis axis) {
        JsonObject json = new JsonObject();
        AxesJson.write(axis, axis, json);
        json.addProperty("edge", 1024);
        json.addProperty("type", "float32");
        json.addProperty("missing", "nan");
        return json;
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void theSmallestMatricesAreFiles(int n) throws IOException {
        TiledMatrix read = TilesFile.open(write(ArrayMatrix.of(new double[n][n]), StoredType.FLOAT32, 1024));
        assertEquals(n, read.rowCount());
        assertEquals(n, read.storedEntries());
        read.forEachTile(4, 4, tile -> assertEquals(0, tile.values()[0]));
    }

    @Test
    void nearlySymmetricEntriesBecomeThoseAboveTheDiagonal() throws IOException {
        double[][] entries = ArrayMatrix.symmetric(10, 8);
        entries[4][2] *= 1 + 5e-7;
        TiledMatrix read = TilesFile.open(write(ArrayMatrix.of(entries), StoredType.FLOAT32, 16));
        double[][] found = ArrayMatrix.entries(read);
        assertEquals((float) entries[2][4], found[2][4]);
        assertEquals(found[2][4], found[4][2]);
    }

    @Test
    void aPackedMatrixIsWrittenAsItIs() throws IOException {
        double[][] entries = ArrayMatrix.symmetric(21, 9);
        MatrixSpec spec = ArrayMatrix.of(entries).spec().withLayout(Layout.PACKED_SYMMETRIC);
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            for (int i = 0; i < 21; i++) {
                draft.writeRow(i, entries[i], 0);
            }
            TiledMatrix read = TilesFile.open(write(draft.seal(), StoredType.FLOAT32, 8));
            assertEquals((float) entries[20][1], ArrayMatrix.entries(read)[20][1]);
        }
    }

    @Test
    void theSameMatrixGivesTheSameBytes() throws IOException {
        Matrix matrix = ArrayMatrix.of(ArrayMatrix.symmetric(50, 10));
        assertArrayEquals(
                Files.readAllBytes(write(matrix, StoredType.FLOAT16, 8)),
                Files.readAllBytes(write(matrix, StoredType.FLOAT16, 8)));
    }

    @Test
    void writesBufferedWhereAFileSystemHasNoDirectAccess() throws IOException {
        Matrix matrix = ArrayMatrix.of(ArrayMatrix.symmetric(70, 12));
        byte[] expected = Files.readAllBytes(write(matrix, StoredType.FLOAT32, 32));
        try (FileSystem archive = FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"))) {
            Path inside = archive.getPath("/z.tiles");
            TilesFile.write(matrix, inside, StoredType.FLOAT32, 32, Progress.NONE);
            assertArrayEquals(expected, Files.readAllBytes(inside));
        }
    }

    @Test
    void leavesAFileThatIsThereAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("mine.tiles"), "mine");
        Matrix matrix = ArrayMatrix.of(ArrayMatrix.symmetric(5, 1));
        assertThrows(
                FileAlreadyExistsException.class,
                () -> TilesFile.write(matrix, file, StoredType.FLOAT32, 4, Progress.NONE));
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void refusesWhatTheTypeCannotHold() {
        double[][] entries = ArrayMatrix.symmetric(4, 1);
        entries[1][3] = -65520;
        entries[3][1] = -65520;
        DataException half =
                assertThrows(DataException.class, () -> write(ArrayMatrix.of(entries), StoredType.FLOAT16, 2));
        assertEquals("E-TILES-RANGE", half.code());
        assertTrue(half.getMessage().contains("-65520.0 at row 2, column 4"), half.getMessage());
        entries[1][3] = 1e39;
        entries[3][1] = 1e39;
        DataException single =
                assertThrows(DataException.class, () -> write(ArrayMatrix.of(entries), StoredType.FLOAT32, 2));
        assertEquals("E-TILES-RANGE", single.code());
        assertTrue(single.getMessage().contains("1.0E39 at row 2, column 4"), single.getMessage());
    }

    @Test
    void stopsWhenCancelled() {
        AtomicInteger asked = new AtomicInteger();
        Progress impatient = new Progress() {
            @Override
            public void begin(String phase, long total) {}

            @Override
            public void advance(long amount) {}

            @Override
            public void note(String message) {}

            @Override
            public boolean isCancelled() {
                return asked.incrementAndGet() > 5;
            }
        };
        FactoredMatrix matrix = ArrayMatrix.factored(300, 2, Link.IDENTITY, 1);
        assertThrows(
                CancelledException.class,
                () -> TilesFile.write(matrix, directory.resolve("c.tiles"), StoredType.FLOAT32, 8, impatient));
        assertTrue(asked.get() < 20);
    }

    private DataException damaged(Consumer<byte[]> damage) throws IOException {
        return refusal(bytes -> {
            damage.accept(bytes);
            return bytes;
        });
    }

    private DataException refusal(java.util.function.UnaryOperator<byte[]> damage) throws IOException {
        Path file = write(ArrayMatrix.of(ArrayMatrix.symmetric(20, 2)), StoredType.FLOAT32, 8);
        Files.write(file, damage.apply(Files.readAllBytes(file)));
        DataException refusal = assertThrows(DataException.class, () -> TilesFile.open(file));
        assertTrue(refusal.getMessage().startsWith(refusal.code() + " " + file + ": found "), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("\n"));
        return refusal;
    }

    private static void replace(byte[] bytes, String what, String with) {
        String header = new String(bytes, 0, 4096, StandardCharsets.ISO_8859_1);
        assertEquals(what.length(), with.length());
        int at = header.indexOf(what);
        assertTrue(at > 0, header);
        System.arraycopy(with.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, with.length());
    }

    private static ByteBuffer numbers(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void refusesDamagedFilesEachWithItsOwnLine() throws IOException {
        assertEquals("E-TILES-MAGIC", damaged(bytes -> bytes[1] = 'X').code());
        assertEquals(
                "E-TILES-VERSION", damaged(bytes -> numbers(bytes).putInt(8, 2)).code());
        assertEquals(
                "E-TILES-HEADER",
                damaged(bytes -> numbers(bytes).putInt(12, -1)).code());
        assertEquals(
                "E-TILES-HEADER",
                damaged(bytes -> numbers(bytes).putInt(12, Integer.MAX_VALUE)).code());
        assertEquals(
                "E-TILES-HEADER",
                damaged(bytes -> numbers(bytes).putLong(16, 0)).code());
        assertEquals(
                "E-TILES-SIZE",
                damaged(bytes -> numbers(bytes).putLong(24, 1 << 20)).code());
        assertEquals("E-TILES-HEADER", damaged(bytes -> bytes[32] = '[').code());
        assertEquals(
                "E-TILES-HEADER",
                damaged(bytes -> replace(bytes, "\"size\":20", "\"size\":-2")).code());
        assertEquals(
                "E-TILES-HEADER",
                damaged(bytes -> replace(bytes, "\"edge\":8", "\"edge\":0")).code());
        assertEquals(
                "E-TILES-SIZE",
                damaged(bytes -> replace(bytes, "\"size\":20", "\"size\":99")).code());
        assertEquals(
                "E-TILES-SIZE",
                damaged(bytes -> replace(bytes, "\"edge\":8", "\"edge\":4")).code());
        assertEquals(
                "E-TILES-HEADER",
                damaged(bytes -> replace(bytes, "float32", "float99")).code());
    }

    @Test
    void refusesFilesThatAreCutOrContinued() throws IOException {
        assertEquals("E-TILES-MAGIC", refusal(bytes -> Arrays.copyOf(bytes, 5)).code());
        assertEquals("E-TILES-SIZE", refusal(bytes -> Arrays.copyOf(bytes, 20)).code());
        assertEquals(
                "E-TILES-HEADER", refusal(bytes -> Arrays.copyOf(bytes, 60)).code());
        DataException cut = refusal(bytes -> Arrays.copyOf(bytes, bytes.length - 1));
        assertEquals("E-TILES-SIZE", cut.code());
        assertTrue(cut.getMessage().contains("it was cut"), cut.getMessage());
        DataException more = refusal(bytes -> Arrays.copyOf(bytes, bytes.length + 1));
        assertEquals("E-TILES-SIZE", more.code());
        assertTrue(more.getMessage().contains("something follows"), more.getMessage());
    }
}
