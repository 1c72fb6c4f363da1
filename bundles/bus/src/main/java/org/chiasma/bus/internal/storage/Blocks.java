package org.chiasma.bus.internal.storage;

import java.util.Objects;
import org.chiasma.api.matrix.MatrixSpec;

/** Bounds of blocks. */
final class Blocks {
    private Blocks() {}

    /** @throws IndexOutOfBoundsException if the block is not inside the matrix */
    static void check(MatrixSpec spec, long row, long column, int height, int width) {
        Objects.checkFromIndexSize(row, height, spec.rows().size());
        Objects.checkFromIndexSize(column, width, spec.columns().size());
    }
}
