package org.chiasma.symmetric.internal.metrics;

/**
 * Ranks of millions of values, where looking each up in sorted ones would wait for memory at every step: positions are
 * sorted by the bits of their values, eleven at a time from the lowest, in six passes of sequential reading. 32 bytes a
 * value.
 */
final class RadixRanks {
    private static final int DIGIT = 11;
    private static final int BUCKETS = 1 << DIGIT;

    private long[] keys;
    private int[] positions;
    private long[] otherKeys;
    private int[] otherPositions;

    private RadixRanks(double[] values) {
        this.keys = new long[values.length];
        this.positions = new int[values.length];
        this.otherKeys = new long[values.length];
        this.otherPositions = new int[values.length];
        for (int k = 0; k < values.length; k++) {
            long bits = Double.doubleToRawLongBits(values[k] + 0.0); // -0.0 and 0.0 are equal
            keys[k] = bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
            positions[k] = k;
        }
    }

    /** Ranks from 1 in the order of the values, none of them {@code NaN}; equal ones share the mean of their ranks. */
    static double[] of(double[] values) {
        RadixRanks sorted = new RadixRanks(values);
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT) {
            sorted.pass(shift);
        }
        return sorted.ranks();
    }

    private void pass(int shift) {
        int[] starts = new int[BUCKETS + 1];
        for (long key : keys) {
            starts[digit(key, shift) + 1]++;
        }
        for (int b = 0; b < BUCKETS; b++) {
            starts[b + 1] += starts[b];
        }
        for (int k = 0; k < keys.length; k++) {
            int to = starts[digit(keys[k], shift)]++;
            otherKeys[to] = keys[k];
            otherPositions[to] = positions[k];
        }
        long[] spareKeys = keys;
        keys = otherKeys;
        otherKeys = spareKeys;
        int[] sparePositions = positions;
        positions = otherPositions;
        otherPositions = sparePositions;
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & (BUCKETS - 1);
    }

    private double[] ranks() {
        double[] ranks = new double[keys.length];
        for (int start = 0; start < keys.length; ) {
            int end = start + 1;
            while (end < keys.length && keys[end] == keys[start]) {
                end++;
            }
            for (int k = start; k < end; k++) {
                ranks[positions[k]] = (start + 1.0 + end) / 2;
            }
            start = end;
        }
        return ranks;
    }
}
