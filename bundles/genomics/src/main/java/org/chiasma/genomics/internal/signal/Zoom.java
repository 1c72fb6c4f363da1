package org.chiasma.genomics.internal.signal;

/** Whether a bigWig's summaries stand for its values. */
public enum Zoom {
    /** Every value is read. */
    EXACT,
    /** The coarsest level of summaries of at most half the shortest bin is read, where there is one. */
    AUTO
}
