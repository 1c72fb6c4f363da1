package org.chiasma.bus.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Provenance;
import org.chiasma.api.UsageException;
import org.chiasma.api.bus.MatrixLease;
import org.chiasma.api.bus.MatrixListener;
import org.chiasma.api.bus.MatrixSummary;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.bus.internal.storage.Budget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleMatrixBusTest {
    private static final Provenance MADE = Provenance.of("test", Map.of(), List.of());

    private final Budget budget = new Budget(() -> 100_000);
    private final Bus core = new Bus(() -> Storage.start(null, budget, Long.MAX_VALUE, 1 << 20));
    private final BundleMatrixBus bus = new BundleMatrixBus(core);
    private final BundleMatrixBus other = new BundleMatrixBus(core);

    @AfterEach
    void stop() {
        core.close();
    }

    private static Matrix constant(MatrixStore store, double value) {
        MatrixSpec spec = MatrixSpec.dense(Axis.labelled("genes", List.of("a", "b")), Axis.anonymous("columns", 2));
        try (MatrixDraft draft = store.create(spec)) {
            draft.writeRow(0, new double[] {value, value}, 0);
            draft.writeRow(1, new double[] {value, value}, 0);
            return draft.seal();
        }
    }

    private static double first(Matrix matrix) {
        double[] entry = new double[1];
        matrix.copyBlock(0, 0, 1, 1, entry, 0, 1);
        return entry[0];
    }

    @Test
    void takesOverItsOwnMatricesWithoutACopy() {
        Matrix matrix = constant(bus, 1);
        MatrixSummary summary = bus.publish("x", matrix, MADE);
        assertEquals(32, summary.bytes());
        try (MatrixLease lease = other.acquire("x")) {
            assertSame(matrix, lease.matrix());
            assertEquals(MADE, lease.provenance());
        }
    }

    @Test
    void copiesForeignMatricesOfEveryLayout() {
        HeapMatrixStore heap = new HeapMatrixStore();
        Matrix dense = constant(heap, 3);
        bus.publish("dense", dense, MADE);
        try (MatrixLease lease = bus.acquire("dense")) {
            assertNotSame(dense, lease.matrix());
            assertEquals(3, first(lease.matrix()));
        }
        MatrixSpec sparse = dense.spec().withLayout(Layout.CSR);
        try (MatrixDraft draft = heap.create(sparse)) {
            draft.writeSparseRow(1, new int[] {1}, new double[] {8}, 1);
            bus.publish("sparse", draft.seal(), MADE);
        }
        try (MatrixLease lease = bus.acquire("sparse")) {
            double[] row = new double[2];
            lease.matrix().copyRow(1, row, 0);
            assertArrayEquals(new double[] {0, 8}, row);
            assertEquals(1, lease.matrix().storedEntries());
        }
    }

    @Test
    void keepsLeasesOfReplacedAndRemovedMatrices() {
        bus.publish("x", constant(bus, 1), MADE);
        MatrixLease old = bus.acquire("x");
        bus.publish("x", constant(bus, 2), MADE);
        MatrixLease fresh = bus.acquire("x");
        bus.remove("x");
        assertEquals(1, first(old.matrix()));
        assertEquals(2, first(fresh.matrix()));
        assertEquals(List.of(), bus.list());
        old.close();
        old.close();
        assertThrows(IllegalStateException.class, old::matrix);
        assertEquals(2, first(fresh.matrix()));
    }

    @Test
    void freesMemoryWithTheLastLease() {
        // 12 times 80 kB only fit a budget of 100 kB when each goes with its lease
        MatrixSpec spec = MatrixSpec.dense(Axis.anonymous("rows", 100), Axis.anonymous("columns", 100));
        for (int i = 0; i < 12; i++) {
            try (MatrixDraft draft = bus.create(spec)) {
                bus.publish("x", draft.seal(), MADE);
            }
            try (MatrixLease lease = bus.acquire("x")) {
                bus.remove("x");
                assertEquals(0, first(lease.matrix()));
            }
        }
        assertTrue(budget.used() <= 100_000);
    }

    @Test
    void returnsWhatAStoppedBundleForgot() {
        bus.publish("x", constant(bus, 1), MADE);
        MatrixLease leaked = other.acquire("x");
        MatrixDraft draft = other.create(leaked.matrix().spec());
        RowCollector rows = other.collectRows(2, ElementType.FLOAT64);
        other.close();
        assertThrows(IllegalStateException.class, leaked::matrix);
        assertThrows(IllegalStateException.class, draft::seal);
        assertThrows(IllegalStateException.class, () -> rows.append(new double[2], 0));
        assertEquals(1, bus.list().size());
    }

    @Test
    void tellsListenersAndSurvivesABrokenOne() {
        List<String> heard = new ArrayList<>();
        MatrixListener broken = new MatrixListener() {
            @Override
            public void published(MatrixSummary summary) {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void removed(String name) {
                throw new IllegalStateException("broken on purpose");
            }
        };
        MatrixListener listener = new MatrixListener() {
            @Override
            public void published(MatrixSummary summary) {
                heard.add("+" + summary.name());
            }

            @Override
            public void removed(String name) {
                heard.add("-" + name);
            }
        };
        core.addListener(broken);
        core.addListener(listener);
        bus.publish("x", constant(bus, 1), MADE);
        bus.remove("x");
        core.removeListener(listener);
        bus.publish("y", constant(bus, 1), MADE);
        assertEquals(List.of("+x", "-x"), heard);
    }

    @Test
    void refusesNamesThatAreNone() {
        Matrix matrix = constant(bus, 1);
        UsageException refusal = assertThrows(UsageException.class, () -> bus.publish("../escape", matrix, MADE));
        assertEquals("E-BUS-NAME", refusal.code());
    }

    @Test
    void proposesNearNamesForUnknownOnes() {
        bus.publish("response", constant(bus, 1), MADE);
        NoInputException refusal = assertThrows(NoInputException.class, () -> bus.acquire("respone"));
        assertEquals("E-BUS-UNKNOWN", refusal.code());
        assertTrue(refusal.getMessage().contains("did you mean response?"));
        assertThrows(NoInputException.class, () -> bus.remove("nothing"));
    }

    @Test
    void refusesAWorkspaceThatIsAFile(@TempDir Path directory) throws IOException {
        String file = Files.writeString(directory.resolve("file"), "").toString();
        Bus broken = new Bus(() -> Storage.start(file, budget, 1 << 20, 1 << 20));
        UsageException refusal = assertThrows(UsageException.class, broken::list);
        assertEquals("E-WS-DIRECTORY", refusal.code());
    }

    @Test
    void listsByName() {
        bus.publish("b", constant(bus, 1), MADE);
        bus.publish("a", constant(bus, 1), MADE);
        assertEquals(
                List.of("a", "b"),
                other.list().stream().map(MatrixSummary::name).toList());
    }
}
