package org.chiasma.genomics.internal.contact;

import java.util.Optional;

/** Consecutive bins of one chromosome on an axis, with what their counts are divided by. */
final class BinSpan {
    /** The chromosome's number in the file. */
    final int chromosome;
    /** How many bins the chromosome has in all. */
    final int all;
    /** The chromosome's first bin on the axis. */
    final int first;
    /** How many of its bins are on the axis. */
    final int count;
    /** Position of its first bin on the axis. */
    final int offset;

    private final Optional<double[]> divisors;

    /**
     * Such bins.
     *
     * @param divisors one for each bin of the chromosome, or an empty array when nothing is divided; without any, all bins
     *     are missing
     */
    BinSpan(int chromosome, int all, int first, int count, int offset, Optional<double[]> divisors) {
        this.chromosome = chromosome;
        this.all = all;
        this.first = first;
        this.count = count;
        this.offset = offset;
        this.divisors = divisors;
    }

    /** The divisor of a bin, from 0 within the span. */
    double divisor(int position) {
        if (divisors.isEmpty()) {
            return Double.NaN;
        }
        double[] vector = divisors.get();
        return vector.length == 0 ? 1 : vector[first + position];
    }

    /** Whether a bin is left out by the normalization: its divisor is NaN, zero or infinite. */
    boolean isMissing(int position) {
        double divisor = Math.abs(divisor(position));
        return !(divisor > 0 && divisor < Double.POSITIVE_INFINITY);
    }
}
