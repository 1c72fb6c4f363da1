package org.chiasma.genomics.internal.signal;

/** The value of a peak of an ENCODE file; written without regard to case, as {@code signalValue}. */
public enum PeakColumn {
    /** Field 7: enrichment, in the unit of the program that called the peaks. */
    SIGNALVALUE,
    /** Field 5: 0 to 1000, for display. */
    SCORE,
    /** Field 8: -log10 of the p-value; -1 where there is none. */
    PVALUE,
    /** Field 9: -log10 of the q-value; -1 where there is none. */
    QVALUE,
    /** One for each base: the number of peaks on it. */
    DEPTH,
    /** The number of peaks that overlap a bin, whatever the statistic. */
    COUNT;

    IntervalValue value() {
        return switch (this) {
            case SIGNALVALUE -> new IntervalValue(7, false, false);
            case SCORE -> new IntervalValue(5, false, false);
            case PVALUE -> new IntervalValue(8, true, false);
            case QVALUE -> new IntervalValue(9, true, false);
            case DEPTH -> IntervalValue.DEPTH;
            case COUNT -> IntervalValue.COUNT;
        };
    }
}
