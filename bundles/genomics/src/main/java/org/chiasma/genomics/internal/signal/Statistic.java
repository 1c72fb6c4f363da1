package org.chiasma.genomics.internal.signal;

/** What becomes of the values of a bin's bases. */
public enum Statistic {
    /** Their mean: over the bases with a value, or over all bases where those without count as zero. */
    MEAN,
    /** Their sum over bases: an interval of 10 bases and value 2 adds 20. */
    SUM,
    /** The largest. */
    MAX,
    /** The smallest. */
    MIN,
    /** The fraction of the bin's bases that have a value; never missing. */
    COVERAGE
}
