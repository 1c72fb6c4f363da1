package org.chiasma.api.matrix;

import java.nio.ByteBuffer;
import java.util.List;

/** A matrix that stores every entry, row-major. */
public interface DenseMatrix extends Matrix {
    /** The memory itself: row-aligned pieces in order, for code that works without copying. */
    List<Slice> slices();

    @Override
    default long storedEntries() {
        return spec().capacity();
    }

    /**
     * Some whole rows in memory.
     *
     * @param firstRow first row of the slice
     * @param rowCount rows of the slice
     * @param bytes the entries, row-major, in native byte order, read-only, from position 0; direct when off-heap
     */
    record Slice(long firstRow, long rowCount, ByteBuffer bytes) {}
}
