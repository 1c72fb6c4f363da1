package org.chiasma.tables.internal.quality;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What was seen of each row, or of each column. */
public final class LineQuality {
    private final long[] missing;
    private final double[] smallest;
    private final double[] largest;
    private final long[] digests;
    private final long length;

    LineQuality(int count, long length) {
        this.length = length;
        missing = new long[count];
        smallest = new double[count];
        largest = new double[count];
        digests = new long[count];
        Arrays.fill(smallest, Double.POSITIVE_INFINITY);
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    }

    void see(int line, double value) {
        if (Double.isNaN(value)) {
            missing[line]++;
        } else {
            smallest[line] = Math.min(smallest[line], value);
            largest[line] = Math.max(largest[line], value);
        }
        long bits = Double.doubleToLongBits(value == 0 ? 0 : value);
        long mixed = (digests[line] ^ bits) * 0x9E3779B97F4A7C15L;
        digests[line] = mixed ^ (mixed >>> 29);
    }

    /** How many lines there are. */
    public int count() {
        return missing.length;
    }

    /** Missing entries of a line. */
    public long missing(int line) {
        return missing[line];
    }

    /** Missing entries of a line as a fraction of it. */
    public double missingFraction(int line) {
        return length == 0 ? 0 : (double) missing[line] / length;
    }

    /** Lines without any value. */
    public long empty() {
        return Arrays.stream(missing).filter(count -> count == length).count();
    }

    /** Lines whose values are all the same; those without a value are not among them. */
    public long constant() {
        return IntStream.range(0, count())
                .filter(i -> smallest[i] == largest[i])
                .count();
    }

    /** Lines that hold the same entries as an earlier one, by a 64-bit digest; those without a value are not among them. */
    public long repeated() {
        Map<Long, Integer> seen = new HashMap<>();
        long repeated = 0;
        for (int i = 0; i < digests.length; i++) {
            if (missing[i] < length) {
                repeated += seen.merge(digests[i], 1, Integer::sum) > 1 ? 1 : 0;
            }
        }
        return repeated;
    }

    /** The lines with most missing entries, worst first; those without any are left out. */
    public int[] worst(int most) {
        return IntStream.range(0, count())
                .filter(i -> missing[i] > 0)
                .boxed()
                .sorted((a, b) -> missing[a] == missing[b] ? a - b : Long.compare(missing[b], missing[a]))
                .limit(most)
                .mapToInt(i -> i)
                .toArray();
    }
}
