package org.chiasma.symmetric.internal.metrics;

/**
 * Means, variances and covariance of observed and predicted pairs by distance j - i, in one pass (Welford 1962, merged as
 * Chan, Golub and LeVeque 1983). Pairs with a missing entry do not count. Six numbers for each distance.
 */
public final class DistanceProfile implements PairVisitor {
    /** Fewest pairs at a distance for a correlation. */
    static final int FEWEST = 9;

    private final double[] counts;
    private final double[] meanX;
    private final double[] meanY;
    private final double[] xx;
    private final double[] yy;
    private final double[] xy;

    /** Nothing collected yet of matrices of {@code size} rows. */
    DistanceProfile(int size) {
        this.counts = new double[size];
        this.meanX = new double[size];
        this.meanY = new double[size];
        this.xx = new double[size];
        this.yy = new double[size];
        this.xy = new double[size];
    }

    @Override
    public void accept(int row, int firstColumn, double[] observed, double[] predicted, int offset, int count) {
        int d = firstColumn - row;
        for (int k = offset; k < offset + count; k++, d++) {
            double x = observed[k];
            double y = predicted[k];
            if (Double.isNaN(x + y)) {
                continue;
            }
            double number = ++counts[d];
            double dx = x - meanX[d];
            double dy = y - meanY[d];
            meanX[d] += dx / number;
            meanY[d] += dy / number;
            double rest = y - meanY[d];
            xx[d] += dx * (x - meanX[d]);
            yy[d] += dy * rest;
            xy[d] += dx * rest;
        }
    }

    /** Adds what another, of the same size, has collected. */
    void merge(DistanceProfile other) {
        for (int d = 0; d < counts.length; d++) {
            if (other.counts[d] == 0) {
                continue;
            }
            double share = other.counts[d] / (counts[d] + other.counts[d]);
            double dx = other.meanX[d] - meanX[d];
            double dy = other.meanY[d] - meanY[d];
            double weight = counts[d] * share;
            xx[d] += other.xx[d] + dx * dx * weight;
            yy[d] += other.yy[d] + dy * dy * weight;
            xy[d] += other.xy[d] + dx * dy * weight;
            meanX[d] += dx * share;
            meanY[d] += dy * share;
            counts[d] += other.counts[d];
        }
    }

    /** Distances, one more than the largest. */
    int size() {
        return counts.length;
    }

    /** Pairs at a distance. */
    double count(int d) {
        return counts[d];
    }

    /** Mean observed value; {@code NaN} without pairs. */
    double meanObserved(int d) {
        return counts[d] > 0 ? meanX[d] : Double.NaN;
    }

    /** Mean predicted value; {@code NaN} without pairs. */
    double meanPredicted(int d) {
        return counts[d] > 0 ? meanY[d] : Double.NaN;
    }

    /** Pearson's correlation; {@code NaN} for fewer than {@value #FEWEST} pairs or a constant. */
    double pearson(int d) {
        return counts[d] >= FEWEST && xx[d] > 0 && yy[d] > 0 ? xy[d] / Math.sqrt(xx[d]) / Math.sqrt(yy[d]) : Double.NaN;
    }

    /** Mean of the correlations at distances from {@code nearest} to below {@code end}, of those that are defined. */
    double meanPearson(int nearest, int end) {
        double sum = 0;
        int defined = 0;
        for (int d = nearest; d < Math.min(end, counts.length); d++) {
            double r = pearson(d);
            if (!Double.isNaN(r)) {
                sum += r;
                defined++;
            }
        }
        return sum / defined;
    }
}
