package org.chiasma.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that fail: one clear line, the right exit status, nothing half written. */
class FailureIT {
    @TempDir
    Path directory = Path.of("");

    @Test
    void unknownCommandsAndFlagsAreUsage() {
        Chiasma chiasma = new Chiasma(directory);
        refused(chiasma.run("laod", "x.tsv"), 64, "E-CMD-UNKNOWN", "did you mean load?");
        refused(chiasma.run("list", "--jsno"), 64, "E-FLAG-UNKNOWN", "--json");
        refused(chiasma.run("show"), 64, "E-FLAG-MISSING", "MATRIX");
    }

    @Test
    void absentInputsAndDirectoriesAreNoInput() {
        Chiasma chiasma = new Chiasma(directory);
        refused(chiasma.run("show", "absent.tsv"), 66, "E-FILE-ABSENT", "absent.tsv");
        refused(chiasma.run("show", "."), 66, "E-FILE-DIRECTORY", ".");
        refused(chiasma.run("script", "absent.gogo"), 66, "E-FILE-ABSENT", "absent.gogo");
    }

    @Test
    void emptyAndMalformedInputsAreData() throws IOException {
        Files.writeString(directory.resolve("empty.tsv"), "");
        Files.writeString(directory.resolve("ragged.tsv"), "id\ta\tb\nx\t1\t2\ny\t3\n");
        Chiasma chiasma = new Chiasma(directory);
        refused(chiasma.run("convert", "empty.tsv", "out.gct"), 65, "E-FILE-EMPTY", "empty.tsv");
        refused(chiasma.run("convert", "ragged.tsv", "out.gct"), 65, "E-TSV-RAGGED", "ragged.tsv");
        assertFalse(Files.exists(directory.resolve("out.gct")));
    }

    @Test
    void priorWhoseLabelsDoNotMatchIsData() throws IOException {
        Files.writeString(directory.resolve("prior.tsv"), "id\tf\tg\nnobody\t1\t2\nknows\t3\t4\n");
        refused(
                new Chiasma(directory)
                        .run(
                                "completion:complete",
                                Chiasma.sample("drug-response.gct"),
                                "--prior",
                                "prior.tsv",
                                "--output",
                                "out.gct"),
                65,
                "E-PRIOR-LABELS",
                "nobody");
        assertEquals(List.of("prior.tsv"), files());
    }

    @Test
    void outputsThatCannotBeWrittenAreInputOutput() {
        Chiasma chiasma = new Chiasma(directory);
        refused(
                chiasma.run("convert", Chiasma.sample("drug-response.gct"), "absent/out.tsv"),
                74,
                "E-OUT-DIRECTORY",
                "absent");
        assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
        Chiasma.Result full = chiasma.startAfter("exec >/dev/full", "formats").await();
        refused(full, 74, "E-OUT-STDOUT", "standard output");
    }

    @Test
    void fullDiskLeavesNothing() throws IOException {
        Chiasma.Result result = new Chiasma(directory)
                .withoutArchive()
                .startAfter("ulimit -f 64", "convert", Chiasma.sample("cell-line-expression.tsv.gz"), "out.gct")
                .await();
        refused(result, 74, "E-OUT-DISKFULL", "out.gct");
        assertEquals(List.of(), files());
    }

    @Test
    void scriptStopsAtTheFirstFailingLineWithItsStatus() throws IOException {
        Files.writeString(directory.resolve("steps.gogo"), "list\nshow absent.tsv\nformats\n");
        Chiasma.Result result = new Chiasma(directory).run("script", "steps.gogo");
        assertEquals(66, result.status());
        assertTrue(result.err().startsWith("chiasma: steps.gogo:2: E-FILE-ABSENT"), result.err());
        assertFalse(result.out().contains("gct"), result.out());
    }

    @Test
    void interruptEndsARunWithoutAFile() throws Exception {
        writeLargeTable(directory.resolve("large.tsv"), 300, 1500);
        Chiasma.Running running = new Chiasma(directory)
                .start("completion:complete", "large.tsv", "--prior-self", "--refine", "50", "--output", "out.gct");
        // The command takes minutes; it is interrupted after it has begun to compute.
        assertFalse(running.process().waitFor(6, TimeUnit.SECONDS), "the command was over before it was interrupted");
        assumeTrue(takesInterrupts(running.process().pid()), "this shell runs its children with SIGINT ignored");
        new ProcessBuilder("kill", "-INT", Long.toString(running.process().pid()))
                .start()
                .waitFor();
        Chiasma.Result result = running.await();
        assertEquals(130, result.status(), result.err());
        assertTrue(result.failure().startsWith("chiasma: E-CANCELLED"), result.err());
        assertEquals(List.of("large.tsv"), files());
    }

    @Test
    void oldJavaIsRefusedWithOneLine() throws IOException {
        Path old = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(old, "#!/bin/sh\nexit 1\n");
        assertTrue(old.toFile().setExecutable(true));
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
        Chiasma.Result result = new Chiasma(directory)
                .startAfter("JAVA_HOME='" + directory.resolve("jdk") + "' && export JAVA_HOME", "--help")
                .await();
        refused(result, 70, "E-START", "found Java 11.0.2, expected 17 or newer");
    }

    /** One line on standard error, nothing on standard output. */
    private static void refused(Chiasma.Result result, int status, String code, String mentioned) {
        assertEquals(status, result.status(), result.err());
        assertEquals("", result.out());
        assertTrue(result.failure().startsWith("chiasma: " + code), result.err());
        assertTrue(result.failure().contains(mentioned), result.err());
        assertEquals(1, result.failure().lines().count());
        assertFalse(result.err().contains("\tat "), result.err());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static boolean takesInterrupts(long process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process), "status");
        if (!Files.isReadable(status)) {
            return true;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn: 0")
                .replaceAll(".*\\s", "");
        return (Long.parseUnsignedLong(ignored, 16) & 2) == 0;
    }

    /** Every row misses other entries, so that every row is solved on its own. */
    private static void writeLargeTable(Path file, int rows, int columns) throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("id");
        for (int j = 0; j < columns; j++) {
            text.append("\tc").append(j);
        }
        for (int i = 0; i < rows; i++) {
            text.append("\nr").append(i);
            for (int j = 0; j < columns; j++) {
                text.append('\t').append(random.nextInt(3) == 0 ? "NA" : Integer.toString(random.nextInt(1000)));
            }
        }
        Files.writeString(file, text.append('\n'));
    }
}
