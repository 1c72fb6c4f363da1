package org.chiasma.bus.internal.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chiasma.api.CancelledException;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.fixture.RecordedProgress;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.bus.internal.io.ScratchDirectory;
import org.chiasma.bus.internal.service.FakeFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledInputTest {
    // printf '123\n' | sha256sum
    private static final String DIGEST_OF_123 = "181210f8f9c779c26da1d9b2075bde0127302ee0e3fca38c9a83f5b1dd8e5d3b";

    @TempDir
    Path directory;

    private InputStream given = InputStream.nullInputStream();
    private final FormatFiles files = new FormatFiles(FakeFramework.context(), () -> given);

    @BeforeEach
    void install() {
        files.install("a", LinesFormat.service("tsv", "", "tsv"));
        files.install("b", LinesFormat.service("signed", "#lines", "lines"));
        files.install("c", LinesFormat.service("other", "", "other"));
    }

    @AfterEach
    void close() {
        files.close();
    }

    private MatrixFiles.LoadedMatrix load(String reference, String content) {
        given = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        return files.load(MatrixReference.parse(reference), new HeapMatrixStore(), Progress.NONE);
    }

    private static double first(Matrix matrix) {
        double[] row = new double[1];
        matrix.copyRow(0, row, 0);
        return row[0];
    }

    @Test
    void readsStandardInputAndRecordsItsDigest() {
        MatrixFiles.LoadedMatrix loaded = load("-?shift=1", "123\n");
        assertEquals("tsv", loaded.format());
        assertEquals(124, first(loaded.matrix()));
        assertEquals(new Provenance.Input("-?shift=1", 4, DIGEST_OF_123), loaded.input());
    }

    @Test
    void findsTheFormatOfStandardInputByNameOrContent() {
        assertEquals("other", load("-?format=other", "1\n").format());
        assertEquals("signed", load("-", "#lines\n1\n").format());
    }

    @Test
    void namesStandardInputWhenItIsRefused() {
        ChiasmaException empty = assertThrows(ChiasmaException.class, () -> load("-", ""));
        assertEquals(
                "E-FILE-EMPTY standard input: found an empty file (it has no bytes), expected a matrix",
                empty.getMessage());
        ChiasmaException option = assertThrows(ChiasmaException.class, () -> load("-?format=othr", "1\n"));
        assertEquals("E-FORMAT-UNKNOWN", option.code());
    }

    @Test
    void saysThatStandardInputCannotBeRead() {
        given = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("closed");
            }

            @Override
            public int read(byte[] block, int offset, int length) throws IOException {
                throw new IOException("closed");
            }
        };
        ChiasmaException refusal = assertThrows(
                ChiasmaException.class,
                () -> files.load(MatrixReference.parse("-"), new HeapMatrixStore(), Progress.NONE));
        assertEquals("E-FILE-UNREADABLE standard input: cannot be read: closed", refusal.getMessage());
    }

    @Test
    void keepsNothingAfterwards() throws IOException {
        try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
            byte[] content = new byte[300_000];
            try (SpooledInput spooled =
                    SpooledInput.of(Path.of("-"), new ByteArrayInputStream(content), scratch, Progress.NONE)) {
                assertEquals(300_000, Files.size(spooled.file()));
            }
            assertEquals(0, fileCount());
        }
    }

    @Test
    void canBeCancelledWhileNothingComes() throws IOException {
        try (PipedOutputStream silent = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(silent);
                ScratchDirectory scratch = ScratchDirectory.in(directory)) {
            assertThrows(
                    CancelledException.class,
                    () -> SpooledInput.of(Path.of("-"), in, scratch, RecordedProgress.cancelled()));
        }
    }

    @Test
    void readsAPipeByItsEnding() throws Exception {
        Path pipe = directory.resolve("p.other");
        Process made = start("mkfifo", pipe.toString());
        assumeTrue(made != null && made.waitFor() == 0, "no mkfifo on this system: pipes are not tested");
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(pipe, "123\n"));
        MatrixFiles.LoadedMatrix loaded = load(pipe.toString(), "");
        writing.get(10, TimeUnit.SECONDS);
        assertEquals("other", loaded.format());
        assertEquals(new Provenance.Input(pipe.toString(), 4, DIGEST_OF_123), loaded.input());
    }

    private static @org.jspecify.annotations.Nullable Process start(String... command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            return null;
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, java.nio.file.StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private long fileCount() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
