package org.chiasma.symmetric.internal.simulation;

/**
 * Quantiles of the Poisson distribution: the least k with P(X &lt;= k) &gt;= u. The distribution function is summed from the
 * mode downwards, O(sqrt(mean)) terms, and followed from there to u; the probability of the mode is that of Loader (Fast
 * and accurate computation of binomial probabilities, 2000), which does not lose digits for large means.
 */
final class PoissonQuantile {
    private static final double NEGLIGIBLE = 0x1p-60;
    private static final int DIRECT = 16;

    private PoissonQuantile() {}

    /**
     * The quantile.
     *
     * @param u above 0, at most 1
     * @param mean 0 or more, below 2^31
     */
    static int of(double u, double mean) {
        int mode = (int) mean;
        double top = probabilityOfMode(mode, mean);
        double below = 0;
        double probability = top;
        for (int k = mode; k > 0 && probability > NEGLIGIBLE; k--) {
            probability *= k / mean;
            below += probability;
        }
        return u <= below ? descend(u, mean, mode, top, below) : ascend(u, mean, mode, top, below + top);
    }

    /** From P(X &lt; mode) &gt;= u down to the least k. */
    private static int descend(double u, double mean, int mode, double top, double below) {
        int k = mode - 1;
        double probability = top * mode / mean;
        double before = below - probability;
        while (k > 0 && before >= u && probability > NEGLIGIBLE) {
            probability *= k / mean;
            before -= probability;
            k--;
        }
        return k;
    }

    /** From P(X &lt;= mode) up to the least k. */
    private static int ascend(double u, double mean, int mode, double top, double upTo) {
        int k = mode;
        double probability = top;
        double sum = upTo;
        while (sum < u && probability > NEGLIGIBLE) {
            k++;
            probability *= mean / k;
            sum += probability;
        }
        return k;
    }

    private static double probabilityOfMode(int mode, double mean) {
        if (mode < DIRECT) {
            double probability = StrictMath.exp(-mean);
            for (int k = 1; k <= mode; k++) {
                probability *= mean / k;
            }
            return probability;
        }
        double m = mode;
        double excess = (mean - m) / m;
        double deviance = m * (excess - StrictMath.log1p(excess));
        double stirling = (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / (m * m)) / (m * m)) / (m * m)) / m;
        return StrictMath.exp(-stirling - deviance) / Math.sqrt(2 * Math.PI * m);
    }
}
