package org.chiasma.symmetric.internal.metrics;

import java.util.Arrays;

/**
 * Pairs kept for statistics that need them all at once: every pair as long as they fit, and beyond that a random share
 * 2^-level of them, the level being the lowest at which they fit. Whether a pair belongs to a level is a fixed function
 * (SplitMix64) of its row and column, so the sample depends neither on the order of the pairs nor on how they were dealt
 * to threads. A pair takes 17 bytes.
 */
public final class PairSample {
    private static final int FIRST_ROOM = 1 << 12;

    private final int capacity;
    private double[] observed = new double[0];
    private double[] predicted = new double[0];
    private byte[] depths = new byte[0];
    private int size;
    private int level;
    private long seen;

    /** An empty sample of at most {@code capacity} pairs. */
    PairSample(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + ", expected at least 1");
        }
        this.capacity = capacity;
    }

    /** Offers a pair. */
    void offer(int row, int column, double seenValue, double predictedValue) {
        seen++;
        keep(seenValue, predictedValue, (byte) Long.numberOfLeadingZeros(mixed(row, column)));
    }

    /** Offers the pairs of another sample of the same capacity. */
    void merge(PairSample other) {
        if (other.capacity != capacity) {
            throw new IllegalArgumentException("capacities " + capacity + " and " + other.capacity);
        }
        seen += other.seen;
        while (level < other.level) {
            raise();
        }
        for (int k = 0; k < other.size; k++) {
            keep(other.observed[k], other.predicted[k], other.depths[k]);
        }
    }

    private void keep(double seenValue, double predictedValue, byte depth) {
        while (size == capacity && depth >= level) {
            raise();
        }
        if (depth < level) {
            return;
        }
        if (size == observed.length) {
            int room = (int) Math.min(capacity, Math.max(FIRST_ROOM, 2L * size));
            observed = Arrays.copyOf(observed, room);
            predicted = Arrays.copyOf(predicted, room);
            depths = Arrays.copyOf(depths, room);
        }
        observed[size] = seenValue;
        predicted[size] = predictedValue;
        depths[size] = depth;
        size++;
    }

    private void raise() {
        level++;
        int kept = 0;
        for (int k = 0; k < size; k++) {
            if (depths[k] >= level) {
                observed[kept] = observed[k];
                predicted[kept] = predicted[k];
                depths[kept] = depths[k];
                kept++;
            }
        }
        size = kept;
    }

    private static long mixed(int row, int column) {
        long z = (((long) row << Integer.SIZE) | column) + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A sample of this sample with at most {@code most} pairs. */
    PairSample thinned(int most) {
        PairSample smaller = new PairSample(most);
        smaller.level = level;
        smaller.seen = seen;
        for (int k = 0; k < size; k++) {
            smaller.keep(observed[k], predicted[k], depths[k]);
        }
        return smaller;
    }

    /** Pairs in the sample. */
    int size() {
        return size;
    }

    /** The share of the offered pairs that are in the sample; 1 when all are, or none was offered. */
    double share() {
        return seen == 0 ? 1 : (double) size / seen;
    }

    /** The observed values, in the order of {@link #predicted}. */
    double[] observed() {
        return Arrays.copyOf(observed, size);
    }

    /** The predicted values. */
    double[] predicted() {
        return Arrays.copyOf(predicted, size);
    }
}
