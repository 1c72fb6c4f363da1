package org.chiasma.bus.internal.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.Provenance;
import org.chiasma.api.bus.MatrixSummary;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.bus.internal.Shelf;
import org.chiasma.bus.internal.io.ScratchDirectory;
import org.chiasma.bus.internal.storage.Budget;
import org.chiasma.bus.internal.storage.Memory;
import org.chiasma.bus.internal.storage.OffHeapStore;
import org.chiasma.bus.internal.storage.StoredMatrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceTest {
    private static final Provenance MADE = new Provenance(
            "test:make",
            Map.of("seed", "7"),
            List.of(new Provenance.Input("a.tsv", 12, "00ff")),
            Map.of("java", "17"),
            Map.of("total", 0.5));

    @TempDir
    Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();

    /** A workspace as one process has it. */
    private record Opened(OffHeapStore store, Workspace workspace) {}

    private Opened process(long mappedFrom) {
        ScratchDirectory scratch = ScratchDirectory.in(directory);
        OffHeapStore store = new OffHeapStore(new Memory(scratch, new Budget(() -> Long.MAX_VALUE), mappedFrom, 256));
        Workspace workspace = new Workspace(directory, store);
        open.add(workspace);
        open.add(scratch);
        return new Opened(store, workspace);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private static MatrixSpec spec(Layout layout, ElementType type) {
        List<String> labels = List.of("TP53", "BRCA1 \"quoted\"", "Ä", "d", "e", "f");
        Axis genes = Axis.labelled("genes", labels)
                .withMetadata(List.of(new MetadataColumn("chromosome", List.of("17", "17", "", "1", "2", "X"))));
        return new MatrixSpec(genes, Axis.anonymous("cells", 6), type, layout, MissingValue.NONE, 3);
    }

    private static StoredMatrix matrix(OffHeapStore store, MatrixSpec spec, double value) {
        try (MatrixDraft draft = store.create(spec)) {
            for (int i = 0; i < spec.rows().size(); i++) {
                if (spec.layout() == Layout.CSR) {
                    draft.writeSparseRow(i, new int[] {i}, new double[] {value + i}, 1);
                } else {
                    double[] row = new double[(int) spec.columns().size()];
                    java.util.Arrays.setAll(row, j -> value + 1);
                    draft.writeRow(i, row, 0);
                }
            }
            return (StoredMatrix) draft.seal();
        }
    }

    private static double[] entries(Matrix matrix) {
        int rows = (int) matrix.rowCount();
        int columns = (int) matrix.columnCount();
        double[] all = new double[rows * columns];
        matrix.copyBlock(0, 0, rows, columns, all, 0, columns);
        return all;
    }

    private String code(String name, Workspace workspace) {
        return assertThrows(ChiasmaException.class, () -> workspace.find(name)).code();
    }

    @ParameterizedTest
    @CsvSource({
        "DENSE, FLOAT64, 0", "DENSE, FLOAT32, 1000000", "PACKED_SYMMETRIC, FLOAT64, 1000000",
        "PACKED_SYMMETRIC, FLOAT32, 0", "CSR, FLOAT64, 0", "CSR, FLOAT32, 1000000"
    })
    void keepsMatricesForTheNextProcess(Layout layout, ElementType type, long mappedFrom) {
        Opened first = process(mappedFrom);
        StoredMatrix matrix = matrix(first.store, spec(layout, type), 0.1);
        MatrixSummary published = first.workspace.put("kept", matrix, MADE);
        Opened second = process(mappedFrom);
        Shelf.Held held = second.workspace.find("kept").orElseThrow();
        assertEquals(published, held.summary());
        assertEquals(List.of(published), second.workspace.list());
        assertEquals(spec(layout, type), held.matrix().spec());
        assertArrayEquals(entries(matrix), entries(held.matrix()));
    }

    @ParameterizedTest
    @CsvSource({"DENSE, FLOAT64, 0", "DENSE, FLOAT32, 1000000", "PACKED_SYMMETRIC, FLOAT64, 0", "CSR, FLOAT64, 0"})
    void isReadableByNumpy(Layout layout, ElementType type, long mappedFrom) throws Exception {
        Opened process = process(mappedFrom);
        StoredMatrix matrix = matrix(process.store, spec(layout, type), 2);
        process.workspace.put("m", matrix, MADE);
        String file =
                directory.resolve(layout == Layout.CSR ? "m.data.npy" : "m.npy").toString();
        Process python;
        try {
            python = new ProcessBuilder(
                            "python3",
                            "-c",
                            "import numpy, sys; a = numpy.load(sys.argv[1], mmap_mode='r');"
                                    + " print(a.dtype, a.shape, float(a.sum()), a.offset % 64)",
                            file)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no python3 on the path: NumPy's own reading is not tested");
            return;
        }
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(python.waitFor(20, TimeUnit.SECONDS));
        assumeTrue(!said.contains("ModuleNotFoundError"), "python3 has no numpy: its reading is not tested");
        String expected =
                switch (layout) {
                    case DENSE -> "(6, 6) 108.0 0";
                    case PACKED_SYMMETRIC -> "(21,) 63.0 0";
                    case CSR -> "(6,) 27.0 0";
                };
        assertEquals((type == ElementType.FLOAT64 ? "float64 " : "float32 ") + expected, said);
    }

    @Test
    void leavesNothingButTheMatrix() throws IOException {
        Opened process = process(0);
        process.workspace.put("x", matrix(process.store, spec(Layout.CSR, ElementType.FLOAT64), 1), MADE);
        process.workspace.put("x", matrix(process.store, spec(Layout.DENSE, ElementType.FLOAT64), 1), MADE);
        assertEquals(List.of("x.json", "x.npy"), visible());
        assertTrue(process.workspace.remove("x"));
        assertFalse(process.workspace.remove("x"));
        assertEquals(List.of(), visible());
    }

    private List<String> visible() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void keepsOneMatrixUnderTwoNames() {
        Opened process = process(0);
        StoredMatrix matrix = matrix(process.store, spec(Layout.DENSE, ElementType.FLOAT64), 5);
        process.workspace.put("one", matrix, MADE);
        process.workspace.put("two", matrix, MADE);
        Opened later = process(0);
        assertArrayEquals(
                entries(matrix),
                entries(later.workspace.find("one").orElseThrow().matrix()));
        assertArrayEquals(
                entries(matrix),
                entries(later.workspace.find("two").orElseThrow().matrix()));
    }

    @Test
    void servesTheOldMatrixToWhoHoldsIt() {
        Opened process = process(0);
        MatrixSpec spec = spec(Layout.DENSE, ElementType.FLOAT64);
        process.workspace.put("x", matrix(process.store, spec, 1), MADE);
        Matrix old = process(0).workspace.find("x").orElseThrow().matrix();
        process.workspace.put("x", matrix(process.store, spec, 2), MADE);
        assertEquals(2.0, entries(old)[0]);
        process.workspace.remove("x");
        assertEquals(2.0, entries(old)[0]);
    }

    @Test
    void seesWhatAnotherProcessPublishes() {
        Opened reader = process(0);
        Opened writer = process(0);
        MatrixSpec spec = spec(Layout.DENSE, ElementType.FLOAT64);
        writer.workspace.put("x", matrix(writer.store, spec, 1), MADE);
        assertEquals(2.0, entries(reader.workspace.find("x").orElseThrow().matrix())[0]);
        writer.workspace.put("x", matrix(writer.store, spec, 2), MADE);
        assertEquals(3.0, entries(reader.workspace.find("x").orElseThrow().matrix())[0]);
        writer.workspace.remove("x");
        assertTrue(reader.workspace.find("x").isEmpty());
    }

    @Test
    void neverShowsAHalfPublishedMatrix() throws Exception {
        MatrixSpec spec = spec(Layout.DENSE, ElementType.FLOAT64);
        Opened reader = process(Long.MAX_VALUE);
        Opened first = process(Long.MAX_VALUE);
        Opened second = process(0);
        publish(first, spec, 0);
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> writing = new ArrayList<>();
            for (Opened writer : List.of(first, second)) {
                writing.add(writers.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        publish(writer, spec, i);
                    }
                }));
            }
            while (!writing.stream().allMatch(Future::isDone)) {
                Shelf.Held held = reader.workspace.find("x").orElseThrow();
                double value = Double.parseDouble(held.summary().provenance().operation());
                assertEquals(value + 1, entries(held.matrix())[7]);
            }
            for (Future<?> future : writing) {
                future.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private static void publish(Opened writer, MatrixSpec spec, int value) {
        Provenance provenance = Provenance.of(Integer.toString(value), Map.of(), List.of());
        writer.workspace.put("x", matrix(writer.store, spec, value), provenance);
    }

    @Test
    void refusesDamagedMatricesAndListsTheRest() throws IOException {
        Opened writer = process(0);
        MatrixSpec dense = spec(Layout.DENSE, ElementType.FLOAT64);
        for (String name : List.of("cut", "gone", "good", "header", "huge", "json", "shape", "sparse")) {
            MatrixSpec spec = name.equals("sparse") ? spec(Layout.CSR, ElementType.FLOAT64) : dense;
            writer.workspace.put(name, matrix(writer.store, spec, 1), MADE);
        }
        try (FileChannel channel = FileChannel.open(directory.resolve("cut.npy"), StandardOpenOption.WRITE)) {
            channel.truncate(200);
        }
        Files.delete(directory.resolve("gone.npy"));
        Files.writeString(directory.resolve("header.npy"), "this is no npy file at all");
        Files.writeString(directory.resolve("json.json"), "{\"chiasma-matrix\": 1, \"rows\": 5");
        Path huge = directory.resolve("huge.json");
        Files.writeString(
                huge,
                Files.readString(huge).replace("\"size\":6,\"metadata", "\"size\":" + Long.MAX_VALUE + ",\"metadata"));
        Files.copy(
                directory.resolve("sparse.data.npy"),
                directory.resolve("shape.npy"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel =
                FileChannel.open(directory.resolve("sparse.indices.npy"), StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode("\u007f\u007f\u007f\u007f"), 128);
        }
        Workspace fresh = process(0).workspace;
        assertEquals("E-WS-SIZE", code("cut", fresh));
        assertEquals("E-WS-INCOMPLETE", code("gone", fresh));
        assertEquals("E-WS-NPY", code("header", fresh));
        assertEquals("E-WS-SIZE", code("huge", fresh));
        assertEquals("E-WS-JSON", code("json", fresh));
        assertEquals("E-WS-SIZE", code("shape", fresh));
        assertEquals("E-WS-CSR", code("sparse", fresh));
        List<MatrixSummary> all = fresh.list();
        assertEquals(8, all.size());
        List<String> damaged = all.stream()
                .filter(summary -> summary.provenance().operation().equals("damaged"))
                .map(MatrixSummary::name)
                .toList();
        assertEquals(List.of("cut", "gone", "header", "huge", "json", "shape"), damaged);
        assertTrue(fresh.find("good").isPresent());
        assertTrue(fresh.remove("gone"));
        fresh.put("cut", matrix(writer.store, dense, 4), MADE);
        assertTrue(fresh.find("cut").isPresent());
    }

    @Test
    void refusesToOverwritePartsOfASparseMatrix() {
        Opened process = process(0);
        MatrixSpec sparse = spec(Layout.CSR, ElementType.FLOAT64);
        MatrixSpec dense = spec(Layout.DENSE, ElementType.FLOAT64);
        process.workspace.put("x", matrix(process.store, sparse, 1), MADE);
        ChiasmaException refusal = assertThrows(
                ChiasmaException.class, () -> process.workspace.put("x.data", matrix(process.store, dense, 1), MADE));
        assertEquals("E-WS-NAME", refusal.code());
        assertTrue(process.workspace.find("x").isPresent());
    }

    @Test
    void listsNothingBeforeTheDirectoryIsThere() {
        Workspace workspace = new Workspace(directory.resolve("later"), process(0).store);
        assertEquals(List.of(), workspace.list());
        assertTrue(workspace.find("x").isEmpty());
        assertFalse(Files.exists(directory.resolve("later")));
    }
}
