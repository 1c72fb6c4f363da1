package org.chiasma.bus.internal.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chiasma.api.CancelledException;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.bus.MatrixLease;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationDescription;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationRunner;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.bus.internal.BusFixture;
import org.chiasma.bus.internal.format.FormatFiles;
import org.chiasma.bus.internal.format.FormatFixture;
import org.chiasma.bus.internal.service.FakeFramework;
import org.chiasma.bus.internal.service.FakeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceOperationRunnerTest {
    @TempDir
    Path directory;

    private final BusFixture bus = new BusFixture();
    private final FormatFiles files = FormatFixture.lines();
    private final ServiceOperationRunner runner =
            new ServiceOperationRunner(FakeFramework.context(), bus.core(), bus.facade(), files);
    private final Scale scale = new Scale();

    /** Parameters of {@link Scale}. */
    public record ScaleParameters(
            @Parameter(description = "Input.", position = 0) MatrixReference input,
            @Parameter(description = "Factor.") double factor,
            @Parameter(description = "Also read.") List<MatrixReference> others) {
        /** Doubles. */
        public static final ScaleParameters DEFAULTS = new ScaleParameters(MatrixReference.REQUIRED, 2, List.of());
    }

    /** Multiplies its input by a factor, and publishes the negative of that as well. */
    private static final class Scale implements MatrixOperation<ScaleParameters> {
        private Runnable before = () -> {};

        @Override
        public OperationReport run(ScaleParameters parameters, OperationContext context) {
            before.run();
            Matrix input = context.open(parameters.input());
            assertSame(input, context.open(parameters.input()));
            parameters.others().forEach(context::open);
            context.progress().begin("scale", input.rowCount());
            for (int sign : new int[] {1, -1}) {
                try (MatrixDraft draft = context.store().create(input.spec())) {
                    double[] row = new double[1];
                    for (long i = 0; i < input.rowCount(); i++) {
                        context.progress().checkCancelled();
                        input.copyRow(i, row, 0);
                        row[0] *= sign * parameters.factor();
                        draft.writeRow(i, row, 0);
                    }
                    context.publish(sign > 0 ? "scaled" : "negative", draft.seal());
                }
            }
            return OperationReport.builder().fact("rows", input.rowCount()).build();
        }
    }

    @BeforeEach
    void install() throws IOException {
        runner.install("scale", service("test:scale", scale));
        Files.writeString(directory.resolve("in.txt"), "3\n4\n");
    }

    @AfterEach
    void stop() {
        files.close();
        bus.close();
    }

    private static FakeService<MatrixOperation<?>> service(String name, MatrixOperation<?> operation) {
        return new FakeService<>(
                operation,
                Map.of(
                        "chiasma.operation.name",
                        name,
                        "chiasma.operation.summary",
                        "Multiply a matrix",
                        "chiasma.operation.parameters",
                        ScaleParameters.class.getName(),
                        "chiasma.operation.outputs",
                        new String[] {"scaled", "negative"}));
    }

    private ScaleParameters parameters(String input) {
        return new ScaleParameters(MatrixReference.parse(input), 10, List.of());
    }

    private OperationRunner.Outcome run(ScaleParameters parameters, Map<String, String> outputs) {
        Map<String, MatrixReference> targets = new java.util.LinkedHashMap<>();
        outputs.forEach((output, target) -> targets.put(output, MatrixReference.parse(target)));
        return runner.run("test:scale", parameters, targets, Progress.NONE);
    }

    private String in() {
        return directory.resolve("in.txt").toString();
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    private static double first(Matrix matrix) {
        double[] row = new double[1];
        matrix.copyRow(0, row, 0);
        return row[0];
    }

    @Test
    void describesWithoutRunning() {
        OperationDescription description = runner.describe("test:scale");
        assertEquals(List.of("scaled", "negative"), description.outputs());
        assertEquals("test.bundle 1.0.0", description.bundle());
        assertEquals(3, description.parameters().fields().size());
        assertEquals(List.of(description), runner.operations());
    }

    @Test
    void proposesNearNamesForUnknownOperations() {
        ChiasmaException refusal = assertThrows(ChiasmaException.class, () -> runner.describe("test:scael"));
        assertEquals("E-OP-UNKNOWN", refusal.code());
        assertTrue(refusal.getMessage().contains("did you mean test:scale?"));
    }

    @Test
    void publishesOnTheBusAndWritesFiles() throws IOException {
        String file = directory.resolve("out.lines").toString();
        OperationRunner.Outcome outcome = run(parameters(in()), Map.of("scaled", file, "negative", "minus"));
        assertEquals("#lines\n30.0\n40.0\n", Files.readString(Path.of(file)));
        assertTrue(Files.exists(directory.resolve("out.lines.provenance.json")));
        try (MatrixLease lease = bus.facade().acquire("minus")) {
            assertEquals(-30, first(lease.matrix()));
            assertEquals(outcome.provenance(), lease.provenance());
        }
        assertEquals(
                List.of("scaled", "negative"), new ArrayList<>(outcome.outputs().keySet()));
        assertEquals(2L, outcome.report().facts().get("rows"));
    }

    @Test
    void recordsHowTheOutputsWereMade() {
        bus.publish("response", 1);
        ScaleParameters parameters =
                new ScaleParameters(MatrixReference.parse("response"), 0.5, List.of(MatrixReference.parse(in())));
        Provenance provenance = run(parameters, Map.of()).provenance();
        assertEquals("test:scale", provenance.operation());
        assertEquals(Map.of("input", "response", "factor", "0.5", "others", in()), provenance.parameters());
        assertEquals(
                new Provenance.Input("response", 0, ""), provenance.inputs().get(0));
        assertEquals(64, provenance.inputs().get(1).sha256().length());
        assertEquals("9.8.7", provenance.versions().get("chiasma"));
        assertEquals("1.0.0", provenance.versions().get("test.bundle"));
        assertTrue(provenance.versions().containsKey("java"));
        assertEquals(
                java.util.Set.of("reading", "scale", "total"),
                provenance.seconds().keySet());
    }

    @Test
    void recordsTheFilesBehindAMatrixOfTheBus() {
        Provenance.Input file = run(parameters(in()), Map.of("scaled", "a"))
                .provenance()
                .inputs()
                .get(0);
        run(parameters("a"), Map.of("scaled", "b"));
        List<Provenance.Input> inputs =
                run(parameters("b"), Map.of()).provenance().inputs();
        assertEquals(
                List.of(
                        new Provenance.Input("b", 0, ""),
                        new Provenance.Input("b <- " + in(), file.bytes(), file.sha256())),
                inputs);
    }

    @Test
    void prefersTheBusToAFileAndFilesToNothing() {
        bus.publish("in", 5);
        assertEquals(50, first(run(parameters("in"), Map.of()).outputs().get("scaled")));
        ChiasmaException refusal = assertThrows(ChiasmaException.class, () -> run(parameters("im"), Map.of()));
        assertEquals("E-FILE-ABSENT", refusal.code());
        assertTrue(refusal.getMessage().contains("did you mean in?"));
    }

    @Test
    void keepsInputsThatAreRemovedMeanwhile() {
        bus.publish("in", 5);
        ScaleParameters parameters =
                new ScaleParameters(MatrixReference.parse("in"), 10, List.of(MatrixReference.parse(in())));
        OperationRunner.Outcome outcome = run(parameters, Map.of("scaled", "in"));
        assertEquals(50, first(outcome.outputs().get("scaled")));
        try (MatrixLease lease = bus.facade().acquire("in")) {
            assertEquals(50, first(lease.matrix()));
        }
    }

    @Test
    void leavesNothingWhenOneOutputCannotBeWritten() throws IOException {
        String good = directory.resolve("good.lines").toString();
        String bad = directory.resolve("bad.lines").toString(); // the format refuses negative numbers
        assertThrows(ChiasmaException.class, () -> run(parameters(in()), Map.of("scaled", good, "negative", bad)));
        assertThrows(ChiasmaException.class, () -> run(parameters(in()), Map.of("scaled", "kept", "negative", bad)));
        assertEquals(List.of("in.txt"), listing());
        assertEquals(List.of(), bus.facade().list());
    }

    @Test
    void putsBackWhatItReplacedWhenTheRenameFails() {
        bus.publish("kept", 5);
        Path target = directory.resolve("out.lines");
        Progress intruder = new Progress() {
            @Override
            public void begin(String phase, long total) {}

            @Override
            public void advance(long amount) {}

            @Override
            public void note(String message) {}

            /** Asked once more when everything is staged: then a directory gets in the way. */
            @Override
            public boolean isCancelled() {
                try {
                    if (listing().stream().anyMatch(name -> name.contains(".partial"))) {
                        Files.createDirectories(target.resolve("in-the-way"));
                    }
                    return false;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        Map<String, MatrixReference> outputs = Map.of(
                "scaled", MatrixReference.parse(target.toString()),
                "negative", MatrixReference.parse("kept"));
        ChiasmaException failure = assertThrows(
                ChiasmaException.class, () -> runner.run("test:scale", parameters(in()), outputs, intruder));
        assertEquals("E-OUT-WRITE", failure.code());
        try (MatrixLease lease = bus.facade().acquire("kept")) {
            assertEquals(5, first(lease.matrix()));
        }
    }

    @Test
    void refusesTargetsBeforeItRuns() {
        scale.before = () -> {
            throw new AssertionError("the operation was run");
        };
        for (Map<String, String> outputs : List.of(
                Map.of("scaled", directory.resolve("x.dat").toString()),
                Map.of("scaled", directory.resolve("no/x.txt").toString()),
                Map.of("skaled", "x"),
                Map.of("scaled", "x", "negative", "x"),
                Map.of("scaled", "x.dat?shift=1"),
                Map.of("scaled", directory.resolve("x.txt?shft=1").toString()))) {
            assertThrows(ChiasmaException.class, () -> run(parameters(in()), outputs), outputs.toString());
        }
    }

    @Test
    void writesNothingWhenCancelled() throws IOException {
        Progress cancelled = new Progress() {
            private int calls;

            @Override
            public void begin(String phase, long total) {}

            @Override
            public void advance(long amount) {}

            @Override
            public void note(String message) {}

            @Override
            public boolean isCancelled() {
                return ++calls > 4;
            }
        };
        String file = directory.resolve("out.txt").toString();
        assertThrows(
                CancelledException.class,
                () -> runner.run(
                        "test:scale", parameters(in()), Map.of("scaled", MatrixReference.parse(file)), cancelled));
        assertEquals(List.of("in.txt"), listing());
    }

    @Test
    void letsFaultsOfAnOperationThrough() {
        scale.before = () -> {
            throw new ArithmeticException("a fault");
        };
        assertThrows(ArithmeticException.class, () -> run(parameters(in()), Map.of()));
        assertFalse(Files.exists(directory.resolve("out.txt")));
    }
}
