package org.chiasma.bus.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.format.MatrixFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFilesTest {
    private static final List<String> COMPANIONS = List.of("bim", "fam");

    @TempDir
    Path directory;

    private final ExitCleanup cleanup = new ExitCleanup();

    @AfterEach
    void close() {
        cleanup.close();
    }

    @Test
    void companionsAppearWithTheFileTheyBelongTo() throws IOException {
        try (StagedFiles staged = new StagedFiles(cleanup)) {
            for (String name : List.of("a.b.bed", "bare")) {
                staged.stage(directory.resolve(name), COMPANIONS, (temporary, shown) -> {
                    Files.writeString(temporary, "main");
                    for (String ending : COMPANIONS) {
                        Files.writeString(MatrixFormat.companion(temporary, ending), ending);
                    }
                });
            }
            assertTrue(
                    listing().stream().allMatch(name -> name.startsWith(".")),
                    listing().toString());
            staged.commit();
        }
        assertEquals(List.of("a.b.bed", "a.b.bim", "a.b.fam", "bare", "bare.bim", "bare.fam"), listing());
        assertEquals("bim", Files.readString(directory.resolve("a.b.bim")));
    }

    @Test
    void nothingAppearsWhenACompanionIsNotWritten() throws IOException {
        try (StagedFiles staged = new StagedFiles(cleanup)) {
            ChiasmaException failure = assertThrows(
                    ChiasmaException.class,
                    () -> staged.stage(directory.resolve("x.bed"), COMPANIONS, (temporary, shown) -> {
                        Files.writeString(temporary, "main");
                        Files.writeString(MatrixFormat.companion(temporary, "bim"), "bim");
                    }));
            assertTrue(!failure.getMessage().contains(".partial"), failure.getMessage());
        }
        assertEquals(List.of(), listing());
    }

    @Test
    void refusesATargetThatIsItsOwnCompanion() throws IOException {
        try (StagedFiles staged = new StagedFiles(cleanup)) {
            ChiasmaException failure = assertThrows(
                    ChiasmaException.class,
                    () -> staged.stage(
                            directory.resolve("x.bim"),
                            COMPANIONS,
                            (temporary, shown) -> Files.writeString(temporary, "main")));
            assertEquals("E-OUT-WRITE", failure.code());
        }
        assertEquals(List.of(), listing());
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }
}
