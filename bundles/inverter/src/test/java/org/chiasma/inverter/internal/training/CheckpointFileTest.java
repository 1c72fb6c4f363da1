package org.chiasma.inverter.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chiasma.api.DataException;
import org.chiasma.nd4j.training.TrainingState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
    @TempDir
    private Path directory;

    private Path file;

    private static Checkpoint checkpoint() {
        float[] many = new float[40_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = (float) Math.sin(i);
        }
        List<Validation> history = List.of(
                new Validation(1024, 0.1, new Quantiles(1, 2, 3, Double.POSITIVE_INFINITY), 1e-3),
                new Validation(2048, Math.PI, new Quantiles(1e-300, 2, 3, 4), 5e-4));
        return new Checkpoint(
                Map.of("batch", "1024", "loss", ""),
                List.of(new TrainedMember(new float[] {1, -0.0f, Float.MIN_VALUE}, history)),
                new Snapshot(
                        0.1 + 0.2,
                        3,
                        new TrainingState(many, new float[] {Float.NaN}, new float[] {2}, 17),
                        new float[0],
                        history));
    }

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("checkpoint");
        CheckpointFile.write(checkpoint(), file);
    }

    @Test
    void comesBackBitByBit() throws IOException {
        Checkpoint written = checkpoint();
        Checkpoint read = CheckpointFile.read(file);
        assertEquals(written.settings(), read.settings());
        assertEquals(1, read.finished().size());
        assertArrayEquals(
                written.finished().get(0).parameters(), read.finished().get(0).parameters());
        assertEquals(written.finished().get(0).history(), read.finished().get(0).history());
        assertEquals(17, read.running().state().steps());
        assertEquals(0.1 + 0.2, read.running().lossSum());
        assertEquals(3, read.running().lossSteps());
        TrainingState state = written.running().state();
        assertArrayEquals(state.parameters(), read.running().state().parameters());
        assertArrayEquals(state.firstMoments(), read.running().state().firstMoments());
        assertArrayEquals(state.secondMoments(), read.running().state().secondMoments());
        assertArrayEquals(written.running().best(), read.running().best());
        assertEquals(written.running().history(), read.running().history());
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 1 + length / 50) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertDamaged(length + " bytes");
        }
    }

    @Test
    void refusesEveryChangedByte() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int position = 0; position < whole.length; position += 1 + position / 50) {
            byte[] changed = whole.clone();
            changed[position] ^= (byte) 0x81;
            Files.write(file, changed);
            assertDamaged("byte " + position);
        }
    }

    @Test
    void refusesAnythingBehindTheEnd() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertDamaged("one byte more");
    }

    private void assertDamaged(String what) {
        DataException refusal = assertThrows(DataException.class, () -> CheckpointFile.read(file), what);
        assertEquals("E-TRAIN-CHECKPOINT", refusal.code(), what);
        assertTrue(refusal.getMessage().contains(file.toString()), what);
    }
}
