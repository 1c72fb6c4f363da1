package org.chiasma.bus.internal.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.Provenance;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.api.format.FormatDescription;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.bus.internal.json.ProvenanceJson;
import org.chiasma.bus.internal.service.FakeFramework;
import org.chiasma.bus.internal.service.FakeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatFilesTest {
    private static final Provenance MADE = new Provenance(
            "test:make",
            Map.of("seed", "7"),
            List.of(new Provenance.Input("a.tsv?missing=NA", 12, "00ff")),
            Map.of("java", "17"),
            Map.of("total", 0.5));

    @TempDir
    Path directory;

    private final FormatFiles files = new FormatFiles(FakeFramework.context());
    private final HeapMatrixStore store = new HeapMatrixStore();
    private final RecordedProgress progress = new RecordedProgress();

    @BeforeEach
    void installFormats() {
        files.install("a", LinesFormat.service("plain", "", "txt", "txt.gz"));
        files.install("b", LinesFormat.service("signed", "#lines", "lines", "lines.gz", "signed.txt"));
    }

    @AfterEach
    void close() {
        files.close();
    }

    private MatrixReference reference(String name) {
        return MatrixReference.parse(directory.resolve(name).toString());
    }

    private MatrixFiles.LoadedMatrix load(String name) {
        return files.load(reference(name), store, progress);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Path gzip(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return file;
    }

    private static double first(Matrix matrix) {
        double[] row = new double[1];
        matrix.copyRow(0, row, 0);
        return row[0];
    }

    private Matrix column(double... values) {
        try (MatrixDraft draft = store.create(
                MatrixSpec.dense(Axis.anonymous("rows", values.length), Axis.labelled("columns", List.of("value"))))) {
            draft.writeBlock(0, 0, values.length, 1, values, 0, 1);
            return draft.seal();
        }
    }

    private String refusal(Runnable action) {
        return assertThrows(ChiasmaException.class, action::run).code();
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    @Test
    void formatsThatAreOnlyReadAreRefusedBeforeAnyWork() {
        files.install("c", LinesFormat.readOnly("reader", "seen"));
        ChiasmaException refused = assertThrows(ChiasmaException.class, () -> files.checkTarget(reference("out.seen")));
        assertEquals("E-FORMAT-READONLY", refused.code());
        assertTrue(refused.getMessage().contains("found format reader"), refused.getMessage());
        assertTrue(refused.getMessage().endsWith("save as lines"), refused.getMessage());
    }

    @Test
    void ofFormatsWithOneEndingTheContentAndTheAbilityToWriteDecide() throws IOException {
        files.install("c", LinesFormat.readOnly("reader", "lines"));
        write("read.lines", "#read\n1\n");
        write("signed.lines", "#lines\n1\n");
        assertEquals("reader", load("read.lines").format());
        assertEquals("signed", load("signed.lines").format());
        assertTrue(progress.notes().isEmpty(), progress.notes().toString());
        files.checkTarget(reference("out.lines"));
    }

    @Test
    void namesTheMatrixInsideARefusedDirectory() throws IOException {
        Path triplet = Files.createDirectory(directory.resolve("triplet"));
        Path matrix = Files.writeString(triplet.resolve("matrix.mtx"), "x");
        ChiasmaException refused = assertThrows(ChiasmaException.class, () -> load("triplet"));
        assertEquals("E-FILE-DIRECTORY", refused.code());
        assertTrue(refused.getMessage().endsWith("read " + matrix), refused.getMessage());
    }

    @Test
    void tellsTheFormatOfAFileWithoutReadingIt() throws IOException {
        write("a.lines", "#lines\n1\n");
        assertEquals(
                "signed", files.formatOf(reference("a.lines")).orElseThrow().name());
        assertThrows(ChiasmaException.class, () -> files.formatOf(reference("absent.txt")));
    }

    @Test
    void readsByEndingAndRecordsTheDigest() throws IOException {
        write("x.txt", "abc\n".replace("abc", "123"));
        MatrixFiles.LoadedMatrix loaded = load("x.txt");
        assertEquals("plain", loaded.format());
        assertEquals(123, first(loaded.matrix()));
        // printf '123\n' | sha256sum
        assertEquals(
                new Provenance.Input(
                        directory.resolve("x.txt").toString(),
                        4,
                        "181210f8f9c779c26da1d9b2075bde0127302ee0e3fca38c9a83f5b1dd8e5d3b"),
                loaded.input());
    }

    @Test
    void prefersContentToEndingAndSaysSo() throws IOException {
        write("x.txt", "#lines\n5\n");
        assertEquals("signed", load("x.txt").format());
        assertTrue(
                progress.notes().get(0).contains("the content is signed, which its name does not say"),
                progress.notes().toString());
    }

    @Test
    void readsKnownContentUnderAnUnknownEnding() throws IOException {
        write("x.gctx", "#lines\n5\n");
        assertEquals("signed", load("x.gctx").format());
        assertEquals(1, progress.notes().size());
    }

    @Test
    void looksIntoGzip() throws IOException {
        gzip("x.txt.gz", "#lines\n5\n");
        assertEquals("signed", load("x.txt.gz").format());
        gzip("y.txt.gz", "6\n");
        assertEquals(6, first(load("y.txt.gz").matrix()));
    }

    @Test
    void prefersTheLongestEndingInAnyCase() throws IOException {
        write("x.SIGNED.TXT", "7\n");
        assertEquals("signed", load("x.SIGNED.TXT").format());
    }

    @Test
    void obeysTheFormatOptionAndPassesTheOthersOn() throws IOException {
        write("x.dat", "7\n");
        MatrixFiles.LoadedMatrix loaded =
                files.load(reference("x.dat").withOptions(Map.of("format", "plain", "shift", "0.5")), store, progress);
        assertEquals(7.5, first(loaded.matrix()));
    }

    @Test
    void refusesUnknownOptionsWithANearName() throws IOException {
        write("x.txt", "7\n");
        MatrixReference reference = reference("x.txt").withOptions(Map.of("shitf", "1"));
        ChiasmaException refusal = assertThrows(ChiasmaException.class, () -> files.load(reference, store, progress));
        assertEquals("E-FLAG-UNKNOWN", refusal.code());
        assertTrue(refusal.getMessage().contains("did you mean shift?"));
    }

    @Test
    void refusesFilesThatNoFormatCouldRead() throws IOException {
        write("empty.txt", "");
        gzip("empty.txt.gz", "");
        write("x.dat", "7\n");
        Files.createDirectory(directory.resolve("d.txt"));
        assertEquals("E-FILE-ABSENT", refusal(() -> load("absent.txt")));
        assertEquals("E-FILE-DIRECTORY", refusal(() -> load("d.txt")));
        assertEquals("E-FILE-EMPTY", refusal(() -> load("empty.txt")));
        assertEquals("E-FILE-EMPTY", refusal(() -> load("empty.txt.gz")));
        ChiasmaException unknown = assertThrows(ChiasmaException.class, () -> load("x.dat"));
        assertEquals("E-FORMAT-UNKNOWN", unknown.code());
        assertTrue(unknown.getMessage().contains(".lines .lines.gz .signed.txt .txt .txt.gz"), unknown.getMessage());
        assertEquals(
                "E-FORMAT-UNKNOWN",
                refusal(() -> files.load(reference("x.dat").withOptions(Map.of("format", "plane")), store, progress)));
    }

    @Test
    void refusesGzipThatIsCutShort() throws IOException {
        Path file = gzip("x.txt.gz", "1\n2\n3\n".repeat(1000));
        byte[] all = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(all, all.length / 2));
        assertEquals("E-FILE-TRUNCATED", refusal(() -> load("x.txt.gz")));
        Files.write(file, java.util.Arrays.copyOf(all, 6));
        assertEquals("E-FILE-TRUNCATED", refusal(() -> load("x.txt.gz")));
    }

    @Test
    void writesTheMatrixAndItsProvenance() throws IOException {
        files.save(column(1, 2), reference("x.lines").withOptions(Map.of("shift", "1")), MADE, progress);
        assertEquals(List.of("x.lines", "x.lines.provenance.json"), listing());
        assertEquals("#lines\n2.0\n3.0\n", Files.readString(directory.resolve("x.lines")));
        String json = Files.readString(directory.resolve("x.lines.provenance.json"));
        assertEquals(MADE, ProvenanceJson.of(JsonParser.parseString(json).getAsJsonObject()));
    }

    @Test
    void writesTheFilesThatBelongToTheFormat() throws IOException {
        files.install("c", PairedFormat.service());
        files.save(column(1), reference("x.pair"), MADE, progress);
        assertEquals(List.of("x.pair", "x.pair.provenance.json", "x.side"), listing());
        Files.createDirectory(directory.resolve("y.side"));
        assertEquals("E-OUT-DIRECTORY", refusal(() -> files.checkTarget(reference("y.pair"))));
    }

    @Test
    void leavesTheOldFileWhenWritingFails() throws IOException {
        write("x.lines", "old");
        assertEquals("E-LINES-NEGATIVE", refusal(() -> files.save(column(-1), reference("x.lines"), MADE, progress)));
        assertEquals(List.of("x.lines"), listing());
        assertEquals("old", Files.readString(directory.resolve("x.lines")));
    }

    @Test
    void namesTheTargetAndNotItsTemporaryFile() {
        String longName = "l".repeat(100);
        for (String name : List.of("x.lines", "x.y.lines.gz", longName + ".lines")) {
            ChiasmaException failure =
                    assertThrows(ChiasmaException.class, () -> files.save(column(-1), reference(name), MADE, progress));
            assertEquals(
                    "E-LINES-NEGATIVE " + directory.resolve(name) + ": found a negative number, expected none",
                    failure.getMessage());
        }
        files.save(column(1), reference("x.lines"), MADE, progress);
        assertEquals(List.of("x.lines: names left out"), progress.notes().subList(3, 4));
        ChiasmaException failure = assertThrows(
                ChiasmaException.class,
                () -> files.writeAtomically(directory.resolve("x.tsv"), temporary -> {
                    throw new NoSuchFileException(temporary.toString());
                }));
        assertTrue(!failure.getMessage().contains(".partial"), failure.getMessage());
    }

    @Test
    void refusesTargetsThatAreNone() throws IOException {
        Files.createDirectory(directory.resolve("d.lines"));
        assertEquals("E-OUT-DIRECTORY", refusal(() -> files.save(column(1), reference("d.lines"), MADE, progress)));
        assertEquals("E-OUT-DIRECTORY", refusal(() -> files.save(column(1), reference("no/x.lines"), MADE, progress)));
        assertEquals("E-FORMAT-UNKNOWN", refusal(() -> files.save(column(1), reference("x.dat"), MADE, progress)));
        assertEquals(List.of("d.lines"), listing());
    }

    @Test
    void tellsAFullDiskAndLeavesNothing() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full on this system: the full disk is not tested");
        Path target = directory.resolve("x.tsv.gz");
        assertEquals(
                "E-OUT-DISKFULL",
                refusal(() -> files.writeAtomically(target, temporary -> {
                    Files.writeString(temporary, "half");
                    try (OutputStream out = Files.newOutputStream(full)) {
                        out.write(new byte[100_000]);
                    }
                })));
        assertEquals(List.of(), listing());
    }

    @Test
    void keepsTheEndingOfTheTarget() {
        files.writeAtomically(directory.resolve("a.b.tsv.gz"), temporary -> {
            String name = String.valueOf(temporary.getFileName());
            assertTrue(name.startsWith(".a.b.") && name.endsWith(".partial.tsv.gz"), name);
            Files.writeString(temporary, "x");
        });
        assertTrue(Files.exists(directory.resolve("a.b.tsv.gz")));
    }

    @Test
    void writesThroughALinkAndKeepsIt() throws IOException {
        Path real = write("real.txt", "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.txt"), real);
        files.writeAtomically(link, temporary -> Files.writeString(temporary, "new"));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(real));
    }

    @Test
    void removesUnfinishedFilesWhenItStops() throws IOException {
        files.writeAtomically(directory.resolve("x.txt"), temporary -> {
            Files.writeString(temporary, "half");
            files.close();
            assertEquals(List.of(), listing());
            Files.writeString(temporary, "again");
        });
        assertEquals(List.of("x.txt"), listing());
        assertEquals("E-CANCELLED", refusal(() -> files.writeAtomically(directory.resolve("y.txt"), temporary -> {})));
    }

    @Test
    void leavesOutAFormatWithoutOptionRecords() {
        files.install("c", new FakeService<>(new LinesFormat(""), Map.of("chiasma.format.name", "broken")));
        assertEquals(
                List.of("plain", "signed"),
                files.formats().stream().map(FormatDescription::name).toList());
    }

    @Test
    void tellsFilesFromNamesOnTheBus() {
        assertTrue(files.isFile(MatrixReference.parse("x.txt")));
        assertTrue(files.isFile(MatrixReference.parse("out/x")));
        assertTrue(files.isFile(MatrixReference.parse("x?format=plain")));
        assertTrue(!files.isFile(MatrixReference.parse("x.y")));
    }
}
