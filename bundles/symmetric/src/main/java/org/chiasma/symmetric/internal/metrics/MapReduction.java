package org.chiasma.symmetric.internal.metrics;

import java.util.Arrays;

/**
 * Collects a {@link SplitMap} of at most so many fields a side while the pairs pass by, so that a picture of a large matrix
 * needs no reading of its own. A field is the mean of the present entries of its pairs, {@code NaN} when there are none;
 * the two maps have their missing entries each. 12 bytes a field.
 */
final class MapReduction implements PairVisitor {
    private final int side;
    private final int[] fieldOf;
    private final double[] sums;
    private final int[] counts;

    /**
     * Nothing collected yet.
     *
     * @param size rows of the matrices
     * @param most fields a side
     */
    MapReduction(int size, int most) {
        this.side = Math.min(size, most);
        this.fieldOf = new int[size];
        Arrays.setAll(fieldOf, i -> (int) ((long) i * side / size));
        this.sums = new double[Math.multiplyExact(side, side)];
        this.counts = new int[sums.length];
    }

    @Override
    public void accept(int row, int firstColumn, double[] observed, double[] predicted, int offset, int count) {
        int a = fieldOf[row];
        for (int k = 0; k < count; k++) {
            int b = fieldOf[firstColumn + k];
            if (a != b) {
                add(a * side + b, observed[offset + k]);
                add(b * side + a, predicted[offset + k]);
            }
        }
    }

    private void add(int field, double value) {
        if (!Double.isNaN(value)) {
            sums[field] += value;
            counts[field]++;
        }
    }

    /** Adds what another, of the same extents, has collected. */
    void merge(MapReduction other) {
        for (int k = 0; k < sums.length; k++) {
            sums[k] += other.sums[k];
            counts[k] += other.counts[k];
        }
    }

    /** The map. */
    SplitMap map() {
        double[] fields = new double[sums.length];
        Arrays.setAll(fields, k -> counts[k] == 0 ? Double.NaN : sums[k] / counts[k]);
        return new SplitMap(side, fields);
    }
}
