package org.chiasma.inverter.internal.inversion;

/** What is known of a matrix and its inverse once the work is done. */
public enum Verdict {
    /** The inverse is proven, and the condition is below {@link Certificate#ILL_CONDITION}. */
    CERTIFIED,
    /** The inverse is proven, but small changes of the matrix change it much. */
    ILL_CONDITIONED,
    /** Of full rank, as far as float64 can tell, but without a provable inverse. */
    NEAR_SINGULAR,
    /** Of less than full rank to working precision. */
    SINGULAR,
    /** Holds NaN or an infinity. */
    NOT_FINITE;

    /** Whether an inverse may be given out. */
    public boolean isInverted() {
        return this == CERTIFIED || this == ILL_CONDITIONED;
    }
}
