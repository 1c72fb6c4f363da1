package org.chiasma.api.bus;

import org.chiasma.api.Provenance;
import org.chiasma.api.matrix.Matrix;

/** A borrowed matrix. Using {@link #matrix()} after {@link #close()} throws {@link IllegalStateException}. */
public interface MatrixLease extends AutoCloseable {
    /** The name under which it was acquired. */
    String name();

    /** The matrix. */
    Matrix matrix();

    /** How it was made. */
    Provenance provenance();

    /** Returns the lease; a second call does nothing. */
    @Override
    void close();
}
