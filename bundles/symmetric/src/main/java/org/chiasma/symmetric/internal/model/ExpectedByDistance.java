package org.chiasma.symmetric.internal.model;

import java.util.Arrays;
import java.util.List;

/**
 * What is expected of an entry of a contact map from the distance of its two bins alone: the mean of the observed entries at
 * that distance, on the entries' own scale. Distances count bins; 0 is the diagonal and stands in for nothing.
 *
 * @param means by distance
 */
@SuppressWarnings("ArrayRecordComponent") // a curve, compared by nobody
public record ExpectedByDistance(double[] means) {
    /** Of sums and counts by distance; a distance without any pair takes the value at the next shorter one that has some. */
    private static ExpectedByDistance of(double[] sums, long[] counts) {
        double[] means = new double[sums.length];
        double last = Double.NaN;
        for (int d = 1; d < sums.length; d++) {
            if (counts[d] > 0) {
                last = sums[d] / counts[d];
            }
            means[d] = last;
        }
        // Before the first distance that has pairs, the first mean; without any pair, zero.
        double next = 0;
        for (int d = sums.length - 1; d >= 0; d--) {
            next = Double.isNaN(means[d]) || d == 0 ? next : means[d];
            means[d] = next;
        }
        return new ExpectedByDistance(means);
    }

    /** Sums and counts of one map; several maps give one curve. O(D^2). */
    public static final class Sums {
        private double[] sums = new double[1];
        private long[] counts = new long[1];

        /**
         * Adds the pairs of a map.
         *
         * @param raw entries on their own scale
         * @param positions number of the bin of each column, ascending
         */
        public void add(Target raw, int[] positions) {
            int size = raw.size();
            if (size == 0) {
                return;
            }
            int longest = positions[size - 1] - positions[0];
            if (longest >= sums.length) {
                sums = Arrays.copyOf(sums, longest + 1);
                counts = Arrays.copyOf(counts, longest + 1);
            }
            double[] row = new double[size];
            for (int i = 0; i + 1 < size; i++) {
                raw.copy(i, i + 1, 1, size - i - 1, row);
                for (int j = i + 1; j < size; j++) {
                    double entry = row[j - i - 1];
                    if (!Double.isNaN(entry)) {
                        sums[positions[j] - positions[i]] += entry;
                        counts[positions[j] - positions[i]]++;
                    }
                }
            }
        }

        /** The curve of all that was added. */
        public ExpectedByDistance curve() {
            return of(sums, counts);
        }
    }

    /** The curve of one map. */
    public static ExpectedByDistance of(Target raw, int[] positions) {
        Sums sums = new Sums();
        sums.add(raw, positions);
        return sums.curve();
    }

    /** The curve of several maps together. */
    public static ExpectedByDistance of(List<Target> raw, List<int[]> positions) {
        Sums sums = new Sums();
        for (int k = 0; k < raw.size(); k++) {
            sums.add(raw.get(k), positions.get(k));
        }
        return sums.curve();
    }

    /** The expected entry at a distance; beyond the longest known one, what that has. */
    public double at(int distance) {
        return means[Math.min(distance, means.length - 1)];
    }
}
