package org.chiasma.api.bus;

import java.util.List;
import org.chiasma.api.Provenance;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;

/**
 * Named matrices shared between bundles. The bus owns their memory; a matrix is read-only once published. Every bundle
 * has its own facade: when the bundle stops, leases that it forgot are returned and its unpublished drafts discarded.
 */
public interface MatrixBus extends MatrixStore {
    /**
     * Publishes a matrix. One made by this store is taken over without a copy; any other is copied.
     *
     * @param name letters, digits and {@code _ . -}; a matrix of that name is replaced, its leases stay valid
     * @throws org.chiasma.api.UsageException {@code E-BUS-NAME} if the name is not of that form
     */
    MatrixSummary publish(String name, Matrix matrix, Provenance provenance);

    /**
     * Borrows a matrix until the lease is closed.
     *
     * @throws org.chiasma.api.NoInputException {@code E-BUS-UNKNOWN} if there is none of that name
     */
    MatrixLease acquire(String name);

    /** What is on the bus, sorted by name. */
    List<MatrixSummary> list();

    /**
     * Takes the name off the bus. Memory goes with the last lease.
     *
     * @throws org.chiasma.api.NoInputException {@code E-BUS-UNKNOWN} if there is none of that name
     */
    void remove(String name);
}
