package org.chiasma.symmetric.internal.metrics;

import java.util.Arrays;

/** Finite values in ascending order, to look ranks up: n log n operations and one copy, no sorting of positions. */
final class SortedValues {
    private final double[] values;

    /** Sorts a copy of the first {@code count} values. */
    SortedValues(double[] values, int count) {
        this.values = new double[count];
        for (int k = 0; k < count; k++) {
            this.values[k] = values[k] + 0.0; // -0.0 and 0.0 are equal to us but not to a sort
        }
        Arrays.parallelSort(this.values);
    }

    /** How many there are. */
    int count() {
        return values.length;
    }

    /** The k-th smallest, from 0. */
    double at(int k) {
        return values[k];
    }

    /** How many are less than {@code value}. */
    int below(double value) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many are at most {@code value}. */
    int upTo(double value) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Rank of one of the values, from 1; equal ones share the mean of their ranks. */
    double rank(double value) {
        int below = below(value);
        boolean alone = below + 1 == values.length || values[below + 1] > value;
        return alone ? below + 1.0 : (below + 1.0 + upTo(value)) / 2;
    }

    /** The ranks of values that this was made of, in their order. */
    static double[] ranks(double[] values, int count) {
        SortedValues sorted = new SortedValues(values, count);
        double[] ranks = new double[count];
        Arrays.parallelSetAll(ranks, k -> sorted.rank(values[k]));
        return ranks;
    }
}
