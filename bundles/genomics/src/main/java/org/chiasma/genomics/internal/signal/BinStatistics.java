package org.chiasma.genomics.internal.signal;

import java.util.Arrays;
import org.chiasma.genomics.internal.coordinate.Bins;

/**
 * Gathers values by position into bins. Each base has at most one value: what is added does not overlap. Memory is 16 bytes
 * for each bin, 8 for coverage.
 */
final class BinStatistics {
    private final Bins bins;
    private final Statistic statistic;
    private final Absent absent;
    private final double[] covered;
    private final double[] values;
    private final Bins.OverlapVisitor taker = this::take;
    private final Bins.OverlapVisitor counter = (bin, from, to) -> count(bin);
    private double value;
    private double coveredShare;
    private double sumShare;
    private boolean counting;

    BinStatistics(Bins bins, Statistic statistic, Absent absent) {
        this.bins = bins;
        this.statistic = statistic;
        this.absent = absent;
        this.covered = new double[bins.count()];
        this.values = new double[statistic == Statistic.COVERAGE ? 0 : bins.count()];
        if (statistic == Statistic.MAX || statistic == Statistic.MIN) {
            Arrays.fill(values, statistic == Statistic.MAX ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
    }

    /** Adds bases of one value. */
    void add(String contig, long start, long end, double baseValue) {
        value = baseValue;
        coveredShare = 1;
        sumShare = baseValue;
        bins.forEachOverlap(contig, start, end, taker);
    }

    /**
     * Adds bases of which only a summary is known; a bin that takes a part of them takes that share of it.
     *
     * @param valid how many have a value
     * @param sum of the values
     * @param extreme smallest or largest of the values, whichever the statistic is of
     */
    void addSummary(String contig, long start, long end, double valid, double sum, double extreme) {
        value = extreme;
        coveredShare = valid / (end - start);
        sumShare = sum / (end - start);
        bins.forEachOverlap(contig, start, end, taker);
    }

    /** Counts an interval in each bin that it overlaps. */
    void count(String contig, long start, long end) {
        counting = true;
        bins.forEachOverlap(contig, start, end, counter);
    }

    /** The statistic of bin {@code bin}; {@code NaN} if it is missing. */
    double of(int bin) {
        if (counting) {
            return covered[bin];
        }
        double length = bins.bin(bin).end() - bins.bin(bin).start();
        if (statistic == Statistic.COVERAGE) {
            return covered[bin] / length;
        }
        boolean zero = absent == Absent.ZERO;
        if (covered[bin] == 0) {
            return zero ? 0 : Double.NaN;
        }
        boolean gaps = zero && covered[bin] < length;
        return switch (statistic) {
            case MEAN -> values[bin] / (zero ? length : covered[bin]);
            case MAX -> gaps ? Math.max(0, values[bin]) : values[bin];
            case MIN -> gaps ? Math.min(0, values[bin]) : values[bin];
            case SUM, COVERAGE -> values[bin];
        };
    }

    private void count(int bin) {
        covered[bin]++;
    }

    private void take(int bin, long from, long to) {
        covered[bin] += (to - from) * coveredShare;
        switch (statistic) {
            case MEAN, SUM -> values[bin] += (to - from) * sumShare;
            case MAX -> values[bin] = Math.max(values[bin], value);
            case MIN -> values[bin] = Math.min(values[bin], value);
            case COVERAGE -> {
                // the bases are counted above
            }
        }
    }
}
