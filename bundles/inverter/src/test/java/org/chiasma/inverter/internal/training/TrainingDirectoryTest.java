package org.chiasma.inverter.internal.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.OutputException;
import org.chiasma.api.UsageException;
import org.chiasma.nd4j.training.TrainingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingDirectoryTest {
    private static final Map<String, String> SETTINGS = Map.of("batch", "1024", "loss", "");

    @TempDir
    private Path parent;

    private Path model() {
        return parent.resolve("model");
    }

    private TrainingDirectory open(boolean resume) {
        return TrainingDirectory.open(model(), resume);
    }

    private static Checkpoint checkpoint(long step) {
        float[] none = {};
        return new Checkpoint(
                SETTINGS, List.of(), new Snapshot(0, 0, new TrainingState(none, none, none, step), none, List.of()));
    }

    private void leaveCheckpoint() {
        try (TrainingDirectory directory = open(false)) {
            directory.save(checkpoint(7));
        }
    }

    private void assertRefusal(String code, String found, boolean resume) {
        UsageException refusal =
                assertThrows(UsageException.class, () -> open(resume).close());
        assertEquals(code, refusal.code());
        assertTrue(refusal.getMessage().contains(found), refusal.getMessage());
    }

    @Test
    void newDirectoryIsMadeAndKeptWithItsCheckpoint() {
        leaveCheckpoint();
        try (TrainingDirectory directory = open(true)) {
            assertEquals(
                    7,
                    directory
                            .checkpoint(SETTINGS)
                            .orElseThrow()
                            .running()
                            .state()
                            .steps());
        }
    }

    @Test
    void newDirectoryIsRemovedWhenNothingWasSaved() {
        try (TrainingDirectory directory = open(false)) {
            assertEquals(Optional.empty(), directory.checkpoint(SETTINGS));
        }
        assertFalse(Files.exists(model()));
    }

    @Test
    void refusesToOverwriteAModel() throws IOException {
        Files.createDirectories(model());
        Files.writeString(model().resolve("card.json"), "{}");
        assertRefusal("E-TRAIN-EXISTS", "found a model", false);
        assertRefusal("E-TRAIN-RESUME", "found a finished model", true);
    }

    @Test
    void refusesToOverwriteUnfinishedTraining() {
        leaveCheckpoint();
        assertRefusal("E-TRAIN-EXISTS", "add --resume", false);
    }

    @Test
    void refusesADirectoryOfOtherFiles() throws IOException {
        Files.createDirectories(model());
        Files.writeString(model().resolve("thesis.txt"), "");
        assertRefusal("E-TRAIN-EXISTS", "found other files", false);
    }

    @Test
    void refusesAFile() throws IOException {
        Files.writeString(model(), "");
        assertRefusal("E-TRAIN-EXISTS", "found a file", false);
    }

    @Test
    void refusesToResumeNothing() {
        assertRefusal("E-TRAIN-RESUME", "found none", true);
        assertFalse(Files.exists(model()));
    }

    @Test
    void refusesADirectoryThatCannotBeMade() throws IOException {
        Files.writeString(parent.resolve("file"), "");
        Path below = parent.resolve("file").resolve("model");
        OutputException refusal = assertThrows(OutputException.class, () -> TrainingDirectory.open(below, false));
        assertEquals("E-OUT-DIRECTORY", refusal.code());
    }

    @Test
    void refusesASecondTrainingAtTheSameTime() {
        try (TrainingDirectory first = open(false)) {
            first.save(checkpoint(1));
            assertRefusal("E-TRAIN-LOCKED", "another training", true);
        }
    }

    @Test
    void lockOfAKilledProcessIsNoObstacle() throws IOException {
        Files.createDirectories(model());
        Files.writeString(model().resolve("training.lock"), "");
        open(false).close();
    }

    @Test
    void checkpointIsNeverHalfWritten() throws IOException {
        leaveCheckpoint();
        Path partial = model().resolve(".training.checkpoint.partial");
        Files.writeString(partial, "half of one, by a process that was killed");
        try (TrainingDirectory directory = open(true)) {
            assertEquals(
                    7,
                    directory
                            .checkpoint(SETTINGS)
                            .orElseThrow()
                            .running()
                            .state()
                            .steps());
            directory.save(checkpoint(8));
        }
        assertFalse(Files.exists(partial));
        try (TrainingDirectory directory = open(true)) {
            assertEquals(
                    8,
                    directory
                            .checkpoint(SETTINGS)
                            .orElseThrow()
                            .running()
                            .state()
                            .steps());
        }
    }

    @Test
    void checkpointBeforeStaysWhenANewOneCannotBeWritten() throws IOException {
        leaveCheckpoint();
        try (TrainingDirectory directory = open(true)) {
            Path obstacle = model().resolve(".training.checkpoint.partial");
            Files.createDirectory(obstacle);
            OutputException refusal = assertThrows(OutputException.class, () -> directory.save(checkpoint(8)));
            assertEquals("E-OUT-WRITE", refusal.code());
            assertEquals(
                    7,
                    directory
                            .checkpoint(SETTINGS)
                            .orElseThrow()
                            .running()
                            .state()
                            .steps());
        }
    }

    @Test
    void refusesOtherSettingsAndNamesThem() {
        leaveCheckpoint();
        try (TrainingDirectory directory = open(true)) {
            UsageException refusal =
                    assertThrows(UsageException.class, () -> directory.checkpoint(Map.of("batch", "512", "loss", "")));
            assertEquals("E-TRAIN-RESUME", refusal.code());
            assertTrue(
                    refusal.getMessage().contains("--batch: found 512, expected 1024 as when"), refusal.getMessage());
        }
    }

    @Test
    void checkpointIsRemovedWhenTheModelIsThere() {
        try (TrainingDirectory directory = open(false)) {
            directory.save(checkpoint(1));
            directory.removeCheckpoint();
        }
        assertFalse(Files.exists(model()));
    }
}
