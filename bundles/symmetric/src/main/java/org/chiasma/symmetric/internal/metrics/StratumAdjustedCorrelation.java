package org.chiasma.symmetric.internal.metrics;

/**
 * The stratum-adjusted correlation of two contact maps (SCC; HiCRep, Yang et al., Genome Research 2017): correlations
 * rho_d of the pairs at each distance d,
 *
 * <pre>SCC = sum_d w_d rho_d / sum_d w_d,   w_d = N_d sqrt(var(rank x / N_d) var(rank y / N_d)),</pre>
 *
 * <p>ranks among the N_d pairs, ties averaged, variances dividing by N_d - 1. Pairs with a missing entry in either map do
 * not count, nor distances with fewer than five pairs or a constant. Distances run from 1 to below {@code end}, and to
 * below size - 5 at most. n^2 log n operations.
 *
 * @param smoothing half-width h of the squares over which both maps are averaged first; 0: not at all
 * @param end distances are below it
 * @param ignoresEmpty whether pairs that are zero in both maps do not count
 */
record StratumAdjustedCorrelation(int smoothing, int end, boolean ignoresEmpty) {
    private static final int FEWEST = 5;
    private static final int CORNER = 5;

    /** The coefficient; {@code NaN} when no distance counts. */
    double of(DenseMap first, DenseMap second) {
        DenseMap a = smoothing > 0 ? first.smoothed(smoothing) : first;
        DenseMap b = smoothing > 0 ? second.smoothed(smoothing) : second;
        double[] x = new double[a.size()];
        double[] y = new double[a.size()];
        double sum = 0;
        double weights = 0;
        for (int d = 1; d < Math.min(end, a.size() - CORNER); d++) {
            int count = stratum(a, b, d, x, y);
            double rho = count < FEWEST ? Double.NaN : Comoments.of(x, y, count).pearson();
            if (!Double.isNaN(rho)) {
                double weight = count * Math.sqrt(rankVariance(x, count) * rankVariance(y, count));
                sum += weight * rho;
                weights += weight;
            }
        }
        return sum / weights;
    }

    private int stratum(DenseMap a, DenseMap b, int d, double[] x, double[] y) {
        int count = 0;
        for (int i = 0; i + d < a.size(); i++) {
            double left = a.at(i, i + d);
            double right = b.at(i, i + d);
            boolean empty = ignoresEmpty && left == 0 && right == 0;
            if (!empty && !Double.isNaN(left + right)) {
                x[count] = left;
                y[count++] = right;
            }
        }
        return count;
    }

    private static double rankVariance(double[] values, int count) {
        double mean = (count + 1) / 2.0;
        double squares = 0;
        for (double rank : new SortedValues(values, count).ranks(values)) {
            squares += (rank - mean) * (rank - mean);
        }
        return squares / count / count / (count - 1);
    }
}
