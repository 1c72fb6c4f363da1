package org.chiasma.genomics.internal.signal;

/** The value of an interval of a BED file. */
public enum BedColumn {
    /** One for each base: the number of intervals on it. */
    DEPTH,
    /** The number of intervals that overlap a bin, whatever the statistic. */
    COUNT,
    /** Field 5. */
    SCORE;

    IntervalValue value() {
        return switch (this) {
            case DEPTH -> IntervalValue.DEPTH;
            case COUNT -> IntervalValue.COUNT;
            case SCORE -> new IntervalValue(5, false, false);
        };
    }
}
