package org.chiasma.bus.internal.storage;

import java.util.concurrent.atomic.AtomicBoolean;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;

/** What all drafts share: they end once, by the seal or by being discarded. */
abstract class StoredDraft implements MatrixDraft {
    private final MatrixSpec spec;
    private final AtomicBoolean ended = new AtomicBoolean();

    StoredDraft(MatrixSpec spec) {
        this.spec = spec;
    }

    @Override
    public final MatrixSpec spec() {
        return spec;
    }

    @Override
    public void writeSparseRow(long row, int[] columns, double[] values, int count) {
        throw new UnsupportedOperationException("a draft of layout " + spec.layout() + " takes no sparse rows");
    }

    @Override
    public final Matrix seal() {
        if (!ended.compareAndSet(false, true)) {
            throw new IllegalStateException("matrix draft is sealed or closed");
        }
        return sealed();
    }

    @Override
    public final void close() {
        if (ended.compareAndSet(false, true)) {
            discard();
        }
    }

    final void checkOpen() {
        if (ended.get()) {
            throw new IllegalStateException("matrix draft is sealed or closed");
        }
    }

    abstract StoredMatrix sealed();

    abstract void discard();
}
