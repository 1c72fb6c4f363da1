package org.chiasma.symmetric.internal.model;

import java.util.List;

/** Values of columns and their means over windows of neighbouring columns of the same segment. */
final class ContextWindows {
    private ContextWindows() {}

    /**
     * The n values of every column and, for every half-width w, their means over columns j - w to j + w: D x (n (1 + number
     * of widths)), row-major. Missing values are left out of the means; a window without any value is missing. O(D n) for
     * each width.
     */
    static double[] values(ColumnValues columns, List<Integer> halfWidths) {
        int n = columns.rows();
        int width = n * (1 + halfWidths.size());
        double[] values = new double[Math.multiplyExact(columns.columns(), width)];
        for (int j = 0; j < columns.columns(); j++) {
            columns.copy(j, values, j * width);
        }
        int[] starts = columns.segmentStarts();
        for (int k = 0; k < halfWidths.size(); k++) {
            for (int segment = 0; segment < starts.length; segment++) {
                average(values, width, n, (1 + k) * n, starts[segment], columns.segmentEnd(segment), halfWidths.get(k));
            }
        }
        return values;
    }

    private static void average(double[] values, int width, int n, int offset, int first, int end, int halfWidth) {
        double[] sums = new double[(end - first + 1) * n];
        int[] observed = new int[(end - first + 1) * n];
        for (int j = first; j < end; j++) {
            int at = (j - first) * n;
            for (int i = 0; i < n; i++) {
                double value = values[j * width + i];
                boolean missing = Double.isNaN(value);
                sums[at + n + i] = sums[at + i] + (missing ? 0 : value);
                observed[at + n + i] = observed[at + i] + (missing ? 0 : 1);
            }
        }
        for (int j = first; j < end; j++) {
            int low = (Math.max(first, j - halfWidth) - first) * n;
            int high = (Math.min(end, j + halfWidth + 1) - first) * n;
            for (int i = 0; i < n; i++) {
                int count = observed[high + i] - observed[low + i];
                values[j * width + offset + i] = count == 0 ? Double.NaN : (sums[high + i] - sums[low + i]) / count;
            }
        }
    }
}
