package org.chiasma.inverter.internal.solve;

import org.chiasma.linalg.OffHeapMatrix;

/**
 * Scaling of the rows, then of the columns, of a square matrix by powers of two, to largest magnitudes between one and
 * two. Nothing is rounded unless it underflows.
 *
 * @param rows binary logarithms of what rows are multiplied by
 * @param columns the same for columns
 */
@SuppressWarnings("ArrayRecordComponent") // numbers handed over once, never compared
record PowerScaling(int[] rows, int[] columns) {
    /** Scales {@code a} in place. */
    static PowerScaling apply(OffHeapMatrix a) {
        int n = Math.toIntExact(a.rows());
        PowerScaling scaling = new PowerScaling(new int[n], new int[n]);
        double[] row = new double[n];
        double[] largest = new double[n];
        for (int i = 0; i < n; i++) {
            a.readRow(i, 0, row, 0, n);
            double most = 0;
            for (double entry : row) {
                most = Math.max(most, Math.abs(entry));
            }
            scaling.rows[i] = power(most);
            for (int j = 0; j < n; j++) {
                row[j] = Math.scalb(row[j], scaling.rows[i]);
                largest[j] = Math.max(largest[j], Math.abs(row[j]));
            }
            a.writeRow(i, 0, row, 0, n);
        }
        for (int j = 0; j < n; j++) {
            scaling.columns[j] = power(largest[j]);
        }
        for (int i = 0; i < n; i++) {
            a.readRow(i, 0, row, 0, n);
            for (int j = 0; j < n; j++) {
                row[j] = Math.scalb(row[j], scaling.columns[j]);
            }
            a.writeRow(i, 0, row, 0, n);
        }
        return scaling;
    }

    private static int power(double largest) {
        return largest == 0 ? 0 : -Math.getExponent(largest);
    }
}
