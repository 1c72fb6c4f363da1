package org.chiasma.api.matrix;

/** Where matrices get their memory from. */
public interface MatrixStore {
    /**
     * A new matrix to be written, full of zeros.
     *
     * @throws org.chiasma.api.DataException {@code E-MEM-BUDGET} if it is larger than the store may hold
     */
    MatrixDraft create(MatrixSpec spec);

    /** Collects dense rows of {@code columnCount} entries whose number is not known yet. */
    RowCollector collectRows(long columnCount, ElementType elementType);
}
