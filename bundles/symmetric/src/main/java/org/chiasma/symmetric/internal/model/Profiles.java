package org.chiasma.symmetric.internal.model;

/** Vectors whose products are sample correlations. */
final class Profiles {
    private Profiles() {}

    /** Centres {@code count} values and scales them to length one, in place; missing ones become zero, constant ones all. */
    static void normalize(double[] values, int offset, int count) {
        double sum = 0;
        int observed = 0;
        for (int k = offset; k < offset + count; k++) {
            if (!Double.isNaN(values[k])) {
                sum += values[k];
                observed++;
            }
        }
        double mean = observed == 0 ? 0 : sum / observed;
        double squares = 0;
        double largest = 0;
        for (int k = offset; k < offset + count; k++) {
            boolean missing = Double.isNaN(values[k]);
            largest = missing ? largest : Math.max(largest, Math.abs(values[k]));
            values[k] = missing ? 0 : values[k] - mean;
            squares += values[k] * values[k];
        }
        // What rounding leaves of a constant column is not a direction.
        boolean constant = Math.sqrt(squares) <= 1e-12 * largest * Math.sqrt(count);
        double scale = constant ? 0 : 1 / Math.sqrt(squares);
        for (int k = offset; k < offset + count; k++) {
            values[k] *= scale;
        }
    }
}
