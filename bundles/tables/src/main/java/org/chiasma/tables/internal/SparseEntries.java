package org.chiasma.tables.internal;

import java.util.Arrays;

/** Entries of a sparse matrix in any order, which {@link #sorted} brings in order of rows and columns. */
final class SparseEntries {
    private int[] rows = new int[1 << 12];
    private int[] columns = new int[1 << 12];
    private double[] values = new double[1 << 12];
    private int count;

    void add(int row, int column, double value) {
        if (count == values.length) {
            int length = (int) Math.min(Integer.MAX_VALUE - 8L, count + (count >> 1));
            if (length == count) {
                throw new IllegalStateException("more than " + count + " entries");
            }
            rows = Arrays.copyOf(rows, length);
            columns = Arrays.copyOf(columns, length);
            values = Arrays.copyOf(values, length);
        }
        rows[count] = row;
        columns[count] = column;
        values[count++] = value;
    }

    int count() {
        return count;
    }

    /** Entries by rows; columns ascend within each, those of one place stay in the order of their coming. */
    Rows sorted(int rowCount) {
        int[] starts = new int[rowCount + 1];
        for (int k = 0; k < count; k++) {
            starts[rows[k] + 1]++;
        }
        for (int i = 0; i < rowCount; i++) {
            starts[i + 1] += starts[i];
        }
        int[] next = Arrays.copyOf(starts, rowCount);
        int[] sortedColumns = new int[count];
        double[] sortedValues = new double[count];
        for (int k = 0; k < count; k++) {
            int at = next[rows[k]]++;
            sortedColumns[at] = columns[k];
            sortedValues[at] = values[k];
        }
        rows = columns = new int[0];
        values = new double[0];
        for (int i = 0; i < rowCount; i++) {
            sortRow(sortedColumns, sortedValues, starts[i], starts[i + 1]);
        }
        return new Rows(starts, sortedColumns, sortedValues);
    }

    private static void sortRow(int[] columns, double[] values, int from, int to) {
        boolean ascending = true;
        for (int k = from + 1; ascending && k < to; k++) {
            ascending = columns[k - 1] <= columns[k];
        }
        if (ascending) {
            return;
        }
        long[] keys = new long[to - from];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = ((long) columns[from + k] << 32) | k;
        }
        Arrays.sort(keys);
        double[] old = Arrays.copyOfRange(values, from, to);
        for (int k = 0; k < keys.length; k++) {
            columns[from + k] = (int) (keys[k] >> 32);
            values[from + k] = old[(int) keys[k]];
        }
    }

    /**
     * Entries by rows: those of row i are numbers {@code starts[i]} to {@code starts[i + 1]}, exclusive.
     *
     * @param starts of each row, and the end
     * @param columns of the entries
     * @param values of the entries
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Rows(int[] starts, int[] columns, double[] values) {}
}
