package org.chiasma.symmetric.internal.metrics;

import java.util.Arrays;
import org.chiasma.api.matrix.Matrix;

/**
 * A symmetric map of one chromosome in memory.
 *
 * @param size bins
 * @param values size x size, row-major; {@code NaN} where there is no value
 */
@SuppressWarnings("ArrayRecordComponent") // a view for computations, never compared
public record DenseMap(int size, double[] values) {
    /** Checks the number of values. */
    public DenseMap {
        if (values.length != Math.multiplyExact(size, size)) {
            throw new IllegalArgumentException(values.length + " values, expected " + size + " x " + size);
        }
    }

    /** The block on the diagonal of a matrix from bin {@code first} on. */
    public static DenseMap of(Matrix matrix, long first, int size) {
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
        Arrays.setAll(ratios, k -> Math.exp(values[k]));
        return new DenseMap(size, ratios);
    }

    /**
     * Means over squares of 2 h + 1 bins; what lies outside the map or is missing counts as zero, and a missing entry stays
     * missing. Running sums down the columns, then along the rows: 4 size^2 operations for any h.
     */
    DenseMap smoothed(int h) {
        double[] filled = new double[values.length];
        Arrays.setAll(filled, k -> Double.isNaN(values[k]) ? 0 : values[k]);
        double[] means = runningMeans(runningMeans(filled, h, size, 1), h, 1, size);
        Arrays.setAll(means, k -> Double.isNaN(values[k]) ? Double.NaN : means[k]);
        return new DenseMap(size, means);
    }

    /** Means of 2 h + 1 entries that lie {@code step} apart, in lines that lie {@code line} apart. */
    private double[] runningMeans(double[] entries, int h, int step, int line) {
        double[] means = new double[entries.length];
        double width = 2.0 * h + 1;
        for (int k = 0; k < size; k++) {
            int from = k * line;
            double sum = 0;
            for (int i = 0; i < Math.min(h, size); i++) {
                sum += entries[from + i * step];
            }
            for (int i = 0; i < size; i++) {
                double entering = i + h < size ? entries[from + (i + h) * step] : 0;
                double leaving = i > h ? entries[from + (i - h - 1) * step] : 0;
                sum += entering - leaving;
                means[from + i * step] = sum / width;
            }
        }
        return means;
    }
}
