package org.chiasma.inverter.internal.training;

import java.util.function.LongSupplier;

/**
 * When something that may not be done too often is due again: after an interval, which may grow with the time that has
 * passed.
 */
final class Pace {
    private final LongSupplier nanoTime;
    private final long least;
    private final double share;
    private final long began;
    private long last;

    /**
     * @param nanoTime the clock
     * @param seconds the shortest interval
     * @param share the interval as a share of the time since the beginning, where that is longer
     */
    Pace(LongSupplier nanoTime, double seconds, double share) {
        this.nanoTime = nanoTime;
        this.least = Math.round(seconds * 1e9);
        this.share = share;
        this.began = nanoTime.getAsLong();
        this.last = began;
    }

    /** Whether it is due; if so, the next interval begins. */
    boolean isDue() {
        long now = nanoTime.getAsLong();
        if (now - last < Math.max(least, (long) (share * (now - began)))) {
            return false;
        }
        last = now;
        return true;
    }
}
