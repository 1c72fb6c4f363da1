package org.chiasma.bus.internal;

import java.util.function.Consumer;
import org.chiasma.api.Provenance;
import org.chiasma.api.bus.MatrixLease;
import org.chiasma.api.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** A lease: as long as it is open it holds the matrix, whatever becomes of the name. */
final class BusLease implements MatrixLease {
    private final String name;
    private final Provenance provenance;
    private final Consumer<BusLease> returned;
    private volatile @Nullable Matrix matrix;

    BusLease(Shelf.Held held, Consumer<BusLease> returned) {
        this.name = held.summary().name();
        this.provenance = held.summary().provenance();
        this.returned = returned;
        this.matrix = held.matrix();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Matrix matrix() {
        Matrix current = matrix;
        if (current == null) {
            throw new IllegalStateException("lease of matrix " + name + " is closed");
        }
        return current;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public void close() {
        if (matrix != null) {
            matrix = null;
            returned.accept(this);
        }
    }
}
