package org.chiasma.symmetric.internal.query;

/** Which entries count as large. */
public enum Ranking {
    /** The largest values. */
    VALUE,
    /** The largest values in magnitude. */
    MAGNITUDE;

    /** What entries are ranked by; {@code NaN} is never large. */
    float score(float value) {
        return this == MAGNITUDE ? Math.abs(value) : value;
    }

    /** The highest score of entries between two values. */
    float highest(float lowest, float highest) {
        return this == MAGNITUDE ? Math.max(Math.abs(lowest), Math.abs(highest)) : highest;
    }
}
