package org.chiasma.genomics.internal.signal;

/**
 * What the value of an interval is.
 *
 * @param field number of the field that holds it, from 1; 0 if each interval counts one
 * @param negativeIsNone whether -1 stands for no value
 * @param perInterval whether bins count intervals rather than gather bases
 */
record IntervalValue(int field, boolean negativeIsNone, boolean perInterval) {
    /** One for each base. */
    static final IntervalValue DEPTH = new IntervalValue(0, false, false);

    /** One for each interval. */
    static final IntervalValue COUNT = new IntervalValue(0, false, true);
}
