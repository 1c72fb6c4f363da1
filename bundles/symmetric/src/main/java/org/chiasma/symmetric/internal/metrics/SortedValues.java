package org.chiasma.symmetric.internal.metrics;

import java.util.Arrays;

/** Values, none {@code NaN}, in ascending order, to look ranks up. */
final class SortedValues {
    /** Values up to which looking up stays in the processor's cache. */
    private static final int NEAR = 1 << 15;

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
        // Steps of fixed length, without a branch to mispredict.
        int low = 0;
        for (int length = values.length; length > 0; ) {
            int half = (length + 1) >>> 1;
            low = values[low + half - 1] < value ? low + half : low;
            length -= half;
        }
        return low;
    }

    /** How many are at most {@code value}. */
    int upTo(double value) {
        return value < Double.POSITIVE_INFINITY ? below(Math.nextUp(value)) : values.length;
    }

    /** Rank of one of the values, from 1; equal ones share the mean of their ranks. */
    double rank(double value) {
        int below = below(value);
        boolean alone = below + 1 == values.length || values[below + 1] > value;
        return alone ? below + 1.0 : (below + 1.0 + upTo(value)) / 2;
    }

    /** The ranks of the values that this was made of, given in any order. */
    double[] ranks(double[] values) {
        if (this.values.length > NEAR) {
            return RadixRanks.of(Arrays.copyOf(values, this.values.length));
        }
        double[] ranks = new double[this.values.length];
        Arrays.setAll(ranks, k -> rank(values[k]));
        return ranks;
    }
}
