package org.chiasma.symmetric.internal.model;

/** A target that is an array. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record ArrayTarget(double[][] entries, boolean isSingle) implements Target {
    @Override
    public int size() {
        return entries.length;
    }

    @Override
    public void copy(int firstRow, int firstColumn, int rows, int columns, double[] target) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(entries[firstRow + i], firstColumn, target, i * columns, columns);
        }
    }
}
