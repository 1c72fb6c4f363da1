package org.chiasma.api.operation;

import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixStore;

/** What a run may use: its inputs, a store for what it makes, and the ear of the user. */
public interface OperationContext {
    /**
     * Opens an input from the bus or from a file; it stays valid until the run ends. Opening the same reference again
     * gives the same matrix.
     */
    Matrix open(MatrixReference reference);

    /** Where results are made. */
    MatrixStore store();

    /**
     * Hands over a result under one of the names of {@link Operation#outputs()}. It is published or written after the
     * run has returned.
     */
    void publish(String output, Matrix matrix);

    /** Progress and cancellation of this run. */
    Progress progress();
}
