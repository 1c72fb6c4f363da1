package org.chiasma.bus.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedProcessTest {
    @TempDir
    Path directory;

    @Test
    void leavesNothingWhenStoppedWhileWriting() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoppedProcess.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = process.inputReader()) {
            assertEquals("ready", said.readLine());
            assertEquals(2, listing().size());
            process.destroy();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(List.of(), listing());
    }

    @Test
    void removesWhatAKilledProcessLeftADayAgo() throws IOException {
        Path old = Files.createDirectory(directory.resolve(".chiasma-999999999-1"));
        Path young = Files.createDirectory(directory.resolve(".chiasma-999999998-1"));
        Path living = Files.createDirectory(
                directory.resolve(".chiasma-" + ProcessHandle.current().pid() + "-1"));
        Files.writeString(old.resolve("0.npy"), "left");
        for (Path directory : List.of(old, living)) {
            Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minusSeconds(200_000)));
        }
        try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
            Files.writeString(scratch.newFile(".npy"), "new");
            assertTrue(Files.notExists(old) && Files.exists(young) && Files.exists(living));
        }
    }

    @Test
    void removesAtOnceWhatAKilledProcessLeftInTheTemporaryDirectory() throws IOException {
        Path dead = Files.createDirectory(directory.resolve(".chiasma-999999999-1"));
        Path other = Files.createDirectory(directory.resolve(".chiasma-settings"));
        Path living = Files.createDirectory(
                directory.resolve(".chiasma-" + ProcessHandle.current().pid() + "-1"));
        Files.writeString(dead.resolve("0.npy"), "left");
        String before = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", directory.toString());
        try (ScratchDirectory scratch = ScratchDirectory.temporary()) {
            Files.writeString(scratch.newFile(".npy"), "new");
            assertTrue(Files.notExists(dead) && Files.exists(other) && Files.exists(living));
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    private List<Path> listing() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
