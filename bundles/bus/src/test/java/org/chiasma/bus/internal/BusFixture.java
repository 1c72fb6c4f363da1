package org.chiasma.bus.internal;

import java.util.List;
import java.util.Map;
import org.chiasma.api.Provenance;
import org.chiasma.api.bus.MatrixBus;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.bus.internal.storage.Budget;

/** A bus in memory. */
public final class BusFixture implements AutoCloseable {
    private final Bus core = new Bus(() -> Storage.start(null, new Budget(() -> 1 << 20), 1 << 20, 1 << 20));
    private final MatrixBus facade = new BundleMatrixBus(core);

    /** What is behind the facades. */
    public Bus core() {
        return core;
    }

    /** One bundle's facade. */
    public MatrixBus facade() {
        return facade;
    }

    /** Publishes a matrix of one entry. */
    public void publish(String name, double value) {
        MatrixSpec spec = MatrixSpec.dense(Axis.anonymous("rows", 1), Axis.anonymous("columns", 1));
        try (MatrixDraft draft = facade.create(spec)) {
            draft.writeRow(0, new double[] {value}, 0);
            facade.publish(name, draft.seal(), Provenance.of("test", Map.of(), List.of()));
        }
    }

    @Override
    public void close() {
        core.close();
    }
}
