package org.chiasma.shell.internal.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.shell.internal.command.Commands;
import org.chiasma.shell.internal.command.Console;
import org.chiasma.shell.internal.command.FakeBench;
import org.chiasma.shell.internal.command.Screen;
import org.chiasma.shell.internal.command.StepFailure;
import org.chiasma.shell.internal.command.Steps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GogoStepsTest {
    private final FakeBench bench = new FakeBench();
    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void putAFile() {
        MatrixSpec spec = MatrixSpec.dense(Axis.anonymous("rows", 1), Axis.anonymous("columns", 1));
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            draft.writeBlock(0, 0, 1, 1, new double[] {1}, 0, 1);
            bench.files.put("t.tsv", draft.seal());
        }
        streams.start();
    }

    @AfterEach
    void stop() {
        streams.stop();
    }

    private void run(String... lines) {
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Screen.NONE,
                true);
        Commands commands = new Commands(bench.workbench(), all -> new NoSteps(), Path.of("nowhere"), List.of());
        GogoSteps.run(
                new CommandProcessorImpl(streams),
                commands,
                Map.of("NAME", "given"),
                "s.gogo",
                List.of(lines),
                false,
                console);
    }

    private StepFailure refused(String... lines) {
        return assertThrows(StepFailure.class, () -> run(lines));
    }

    @Test
    void unknownCommandIsUsageWithItsPlace() {
        StepFailure failure = refused("load t.tsv", "lod t.tsv");
        assertEquals(64, failure.status());
        assertEquals("s.gogo:2: E-CMD-UNKNOWN command lod is unknown; did you mean load?", failure.getMessage());
    }

    @Test
    void optionsNeedNoQuotes() {
        run("load t.tsv?missing=NA&skip=2 --as x");
        assertTrue(bench.bus.containsKey("x"));
    }

    @Test
    void backslashContinuesALine() {
        run("load t.tsv \\", "  --as x", "load t.tsv --as y");
        assertEquals(List.of("x", "y"), List.copyOf(bench.bus.keySet()));
        assertTrue(String.valueOf(refused("load t.tsv \\").getMessage()).startsWith("s.gogo:1: E-SCRIPT-END"));
    }

    @Test
    void blockGoesOverSeveralLines() {
        run("f = {", "  load t.tsv --as $1", "}", "f x");
        assertTrue(bench.bus.containsKey("x"));
    }

    @Test
    void environmentIsThereAndOtherNamesAreRefused() {
        run("load t.tsv --as $NAME");
        assertTrue(bench.bus.containsKey("given"));
        StepFailure failure = refused("save given $OUT/r.tsv");
        assertEquals(64, failure.status());
        assertTrue(String.valueOf(failure.getMessage()).startsWith("s.gogo:1: E-SCRIPT-VARIABLE $OUT"));
    }

    @Test
    void exitEndsTheScript() {
        run("load t.tsv --as x", "exit", "lod t.tsv");
        assertTrue(bench.bus.containsKey("x"));
    }

    /** Scripts in scripts are not tried here. */
    private static final class NoSteps implements Steps {
        @Override
        public void run(String name, List<String> lines, boolean echo, Console console) {}

        @Override
        public String quote(String word) {
            return word;
        }
    }
}
