package org.chiasma.symmetric.internal.metrics;

/**
 * How maps of one chromosome are compared.
 *
 * @param smoothing half-width of the averaging before the stratum-adjusted correlation; 0: none
 * @param nearest least distance, in bins, of the pairs of determination, rank correlation and correlation by distance
 * @param end distances are below it
 * @param ignoresEmpty whether the stratum-adjusted correlation leaves out pairs that are zero in both maps
 * @param insulationWindow bins
 */
public record MapSettings(int smoothing, int nearest, int end, boolean ignoresEmpty, int insulationWindow) {
    /** No smoothing, distances 2 to 99, insulation over 8 bins. */
    public static final MapSettings DEFAULT = new MapSettings(0, 2, 100, false, 8);

    /** Checks the numbers. */
    public MapSettings {
        if (smoothing < 0 || nearest < 1 || end <= nearest || insulationWindow < 1) {
            throw new IllegalArgumentException("smoothing " + smoothing + ", distances from " + nearest + " to below "
                    + end + ", insulation window " + insulationWindow);
        }
    }
}
