package org.chiasma.inverter.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chiasma.api.CancelledException;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.UsageException;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.inverter.internal.PlainFiles;
import org.chiasma.inverter.internal.network.NetworkSpec;
import org.chiasma.inverter.internal.network.Preset;
import org.chiasma.inverter.internal.sampling.Distribution;
import org.chiasma.inverter.internal.sampling.Distribution.Settings;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTrainingTest {
    private static final Nd4jRuntime RUNTIME = new Nd4jRuntime();
    private static final LinearAlgebra ALGEBRA = new LinearAlgebra();
    private static final int BATCH = 32;
    private static final int STEPS = 18;

    @TempDir
    private Path parent;

    @BeforeAll
    static void oneThread() {
        RUNTIME.threads(1);
    }

    private static TrainingPlan plan(double rate, int patience) {
        return new TrainingPlan(BATCH, BATCH * STEPS, Schedule.COSINE, rate, 2 * BATCH, 6, patience);
    }

    private TrainingRun run(String directory, TrainingPlan plan, int members, boolean resume, long seed) {
        return run(NetworkSpec.of(Preset.PRODUCT, 2), directory, plan, members, resume, seed);
    }

    private TrainingRun run(
            NetworkSpec network, String directory, TrainingPlan plan, int members, boolean resume, long seed) {
        Settings settings = new Settings(-1, 1, 0.1, 1);
        return new TrainingRun(
                network,
                plan,
                members,
                seed,
                200,
                stream -> Distribution.UNIFORM.sampler(2, stream, settings),
                "uniform",
                Map.of("seed", Long.toString(seed), "ensemble", Integer.toString(members)),
                parent.resolve(directory),
                resume,
                0);
    }

    private static TrainedEnsemble train(TrainingRun run, MatrixFiles files, Progress progress) {
        return new EnsembleTraining(RUNTIME, ALGEBRA, files, run).run(progress);
    }

    private TrainedEnsemble train(String directory, TrainingPlan plan, int members, boolean resume) {
        return train(run(directory, plan, members, resume, 1), new PlainFiles(), Progress.NONE);
    }

    private static void assertSame(TrainedEnsemble expected, TrainedEnsemble found) {
        assertEquals(expected.members().size(), found.members().size());
        for (int i = 0; i < expected.members().size(); i++) {
            assertEquals(
                    expected.members().get(i).history(), found.members().get(i).history());
            assertArrayEquals(
                    expected.members().get(i).parameters(),
                    found.members().get(i).parameters());
        }
        assertEquals(expected.residual(), found.residual());
    }

    /** Dies after so many steps, before the last of them is in a checkpoint. */
    private static final class Dying extends Stopping {
        Dying(int steps) {
            super(steps);
        }

        @Override
        public void advance(long amount) {
            super.advance(amount);
            if (isCancelled()) {
                throw new IllegalStateException("killed");
            }
        }
    }

    /** The user stops after so many steps. */
    private static class Stopping implements Progress {
        private int left;

        Stopping(int steps) {
            left = steps;
        }

        @Override
        public void begin(String phase, long total) {}

        @Override
        public void advance(long amount) {
            left--;
        }

        @Override
        public void note(String message) {}

        @Override
        public boolean isCancelled() {
            return left <= 0;
        }
    }

    @Test
    void killedTrainingResumesToTheSameLossCurveBitForBit() {
        TrainedEnsemble whole = train("whole", plan(1e-2, 0), 2, false);
        for (int steps : new int[] {2, STEPS + 3}) {
            String directory = "killed-" + steps;
            assertThrows(
                    IllegalStateException.class,
                    () -> train(run(directory, plan(1e-2, 0), 2, false, 1), new PlainFiles(), new Dying(steps)));
            assertSame(whole, train(directory, plan(1e-2, 0), 2, true));
        }
    }

    @Test
    void cancelledTrainingResumesToTheSameLossCurve() {
        TrainedEnsemble whole = train("whole", plan(1e-2, 0), 1, false);
        TrainingRun stopped = run("stopped", plan(1e-2, 0), 1, false, 1);
        assertThrows(CancelledException.class, () -> train(stopped, new PlainFiles(), new Stopping(5)));
        TrainingRun again = run("stopped", plan(1e-2, 0), 1, true, 1);
        assertThrows(CancelledException.class, () -> train(again, new PlainFiles(), new Stopping(11)));
        assertSame(whole, train("stopped", plan(1e-2, 0), 1, true));
    }

    @Test
    void interruptedThreadStillLeavesACheckpoint() {
        Progress interrupting = new Stopping(3) {
            @Override
            public void advance(long amount) {
                super.advance(amount);
                if (isCancelled()) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        TrainingRun run = run("interrupted", plan(1e-2, 0), 1, false, 1);
        assertThrows(CancelledException.class, () -> train(run, new PlainFiles(), interrupting));
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertSame(train("whole", plan(1e-2, 0), 1, false), train("interrupted", plan(1e-2, 0), 1, true));
    }

    @Test
    void finishedModelHasACardAndNoCheckpoint() throws IOException {
        train("model", plan(1e-2, 0), 1, false);
        try (Stream<Path> files = Files.list(parent.resolve("model"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertTrue(names.contains("card.json"), names::toString);
            assertFalse(names.stream().anyMatch(name -> name.startsWith("training")), names::toString);
        }
        assertThrows(UsageException.class, () -> train("model", plan(1e-2, 0), 1, false));
    }

    @Test
    void resumingWithAnotherSeedIsRefused() {
        TrainingRun stopped = run("stopped", plan(1e-2, 0), 1, false, 1);
        assertThrows(CancelledException.class, () -> train(stopped, new PlainFiles(), new Stopping(5)));
        UsageException refusal = assertThrows(
                UsageException.class,
                () -> train(run("stopped", plan(1e-2, 0), 1, true, 2), new PlainFiles(), Progress.NONE));
        assertTrue(refusal.getMessage().contains("--seed: found 2, expected 1"), refusal.getMessage());
    }

    @Test
    void firstNetworkOfAnEnsembleIsTheSingleOneAndTheOthersDiffer() {
        TrainedMember single =
                train("single", plan(1e-2, 0), 1, false).members().get(0);
        List<TrainedMember> three = train("three", plan(1e-2, 0), 3, false).members();
        assertArrayEquals(single.parameters(), three.get(0).parameters());
        assertNotEquals(three.get(0).history(), three.get(1).history());
        assertNotEquals(three.get(1).history(), three.get(2).history());
    }

    @Test
    void stopsWhenPatienceIsLost() {
        List<Validation> history =
                train("patience", plan(1e-30, 3), 1, false).members().get(0).history();
        assertEquals(4, history.size());
    }

    @Test
    void modelHasTheParametersOfTheBestLook() {
        TrainedEnsemble ensemble = train("best", plan(0.5, 0), 1, false);
        assertEquals(ensemble.members().get(0).best().residual(), ensemble.residual());
    }

    @Test
    void refusesToGoOnWithoutAFiniteLoss() {
        DataException refusal = assertThrows(DataException.class, () -> train("diverged", plan(1e30, 0), 1, false));
        assertEquals("E-TRAIN-DIVERGED", refusal.code());
    }

    @Test
    void smallNetworkLearnsToInvertTwoByTwo() {
        TrainingPlan plan = new TrainingPlan(256, 256 * 200, Schedule.COSINE, 3e-3, 2560, 2, 0);
        NetworkSpec network = NetworkSpec.of(Preset.CERTIFIED, 2).withUnits(32).withBlocks(1);
        TrainedEnsemble ensemble = train(run(network, "learned", plan, 1, false, 1), new PlainFiles(), Progress.NONE);
        assertTrue(
                ensemble.residual().median() < 1e-2, () -> ensemble.residual().toString());
    }
}
