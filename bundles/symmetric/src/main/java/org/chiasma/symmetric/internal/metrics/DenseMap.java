package org.chiasma.symmetric.internal.metrics;

import org.chiasma.api.matrix.Matrix;

/**
 * A symmetric map of one chromosome in memory.
 *
 * @param size bins
 * @param values size x size, row-major; {@code NaN} where there is no value
 */
@SuppressWarnings("ArrayRecordComponent") // a view for computations, never compared
record DenseMap(int size, double[] values) {
    /** Checks the number of values. */
    DenseMap {
        if (values.length != Math.multiplyExact(size, size)) {
            throw new IllegalArgumentException(values.length + " values, expected " + size + " x " + size);
        }
    }

    /** The block on the diagonal of a matrix from bin {@code first} on. */
    static DenseMap of(Matrix matrix, long first, int size) {
        double[] values = new double[Math.multiplyExact(size, size)];
        matrix.copyBlock(first, first, size, size, values, 0, size);
        return new DenseMap(size, values);
    }

    double at(int i, int j) {
        return values[i * size + j];
    }

    /** Whether entry (i, j) has a value. */
    boolean has(int i, int j) {
        return !Double.isNaN(values[i * size + j]);
    }

    /** The map with every present value raised to the power of e: from logarithms to ratios. */
    DenseMap exponential() {
        double[] ratios = new double[values.length];
        java.util.Arrays.setAll(ratios, k -> Math.exp(values[k]));
        return new DenseMap(size, ratios);
    }

    /**
     * Means over squares of 2 h + 1 bins; what lies outside the map or is missing counts as zero, and a missing entry stays
     * missing. Rows, then columns: 2 (2 h + 1) size^2 operations.
     */
    DenseMap smoothed(int h) {
        double[] byRows = new double[values.length];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int k = Math.max(0, j - h); k <= Math.min(size - 1, j + h); k++) {
                    sum += has(i, k) ? at(i, k) : 0;
                }
                byRows[i * size + j] = sum;
            }
        }
        double[] means = new double[values.length];
        double area = (2.0 * h + 1) * (2.0 * h + 1);
        for (int i = 0; i < size; i++) {
            for (int k = Math.max(0, i - h); k <= Math.min(size - 1, i + h); k++) {
                for (int j = 0; j < size; j++) {
                    means[i * size + j] += byRows[k * size + j];
                }
            }
            for (int j = 0; j < size; j++) {
                means[i * size + j] = has(i, j) ? means[i * size + j] / area : Double.NaN;
            }
        }
        return new DenseMap(size, means);
    }
}
