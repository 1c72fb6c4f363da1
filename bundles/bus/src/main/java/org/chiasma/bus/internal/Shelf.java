package org.chiasma.bus.internal;

import java.util.List;
import java.util.Optional;
import org.chiasma.api.Provenance;
import org.chiasma.api.bus.MatrixSummary;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.bus.internal.storage.StoredMatrix;

/** Where published matrices are kept by name. Safe for use by several threads. */
public interface Shelf extends AutoCloseable {
    /** Puts a matrix under a name, replacing what was there in one step. */
    MatrixSummary put(String name, StoredMatrix matrix, Provenance provenance);

    /** Whether there is a matrix of that name, damaged or not. */
    boolean holds(String name);

    /** The matrix of that name. */
    Optional<Held> find(String name);

    /** Everything, sorted by name. */
    List<MatrixSummary> list();

    /** Takes a name off; false if it was not there. */
    boolean remove(String name);

    /** Removes temporary files; what was put stays as far as the shelf outlives the process. */
    @Override
    void close();

    /**
     * A published matrix.
     *
     * @param summary what is known without its entries
     * @param matrix its entries
     */
    record Held(MatrixSummary summary, Matrix matrix) {}
}
