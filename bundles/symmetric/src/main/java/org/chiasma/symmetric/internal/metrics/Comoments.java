package org.chiasma.symmetric.internal.metrics;

/**
 * Means, variances, covariance and errors of pairs (x, y) in one pass: each piece by two passes over it, pieces by the
 * update of Chan, Golub and LeVeque (1983), so that large means cost no digits. Sums of parts merge to those of the whole.
 */
final class Comoments {
    private long count;
    private double meanX;
    private double meanY;
    private double xx;
    private double yy;
    private double xy;
    private double squaredErrors;
    private double absoluteErrors;
    private double leastX = Double.POSITIVE_INFINITY;
    private double greatestX = Double.NEGATIVE_INFINITY;
    private double leastY = Double.POSITIVE_INFINITY;
    private double greatestY = Double.NEGATIVE_INFINITY;

    /** The moments of these pairs. */
    static Comoments of(double[] x, double[] y, int count) {
        Comoments moments = new Comoments();
        if (count == 0) {
            return moments;
        }
        moments.count = count;
        for (int k = 0; k < count; k++) {
            moments.meanX += x[k];
            moments.meanY += y[k];
            moments.widen(x[k], x[k], y[k], y[k]);
        }
        moments.meanX /= count;
        moments.meanY /= count;
        for (int k = 0; k < count; k++) {
            double dx = x[k] - moments.meanX;
            double dy = y[k] - moments.meanY;
            double error = x[k] - y[k];
            moments.xx += dx * dx;
            moments.yy += dy * dy;
            moments.xy += dx * dy;
            moments.squaredErrors += error * error;
            moments.absoluteErrors += Math.abs(error);
        }
        return moments;
    }

    /** Adds the pairs of another. */
    void merge(Comoments other) {
        if (other.count == 0) {
            return;
        }
        double share = (double) other.count / (count + other.count);
        double dx = other.meanX - meanX;
        double dy = other.meanY - meanY;
        double weight = count * share;
        xx += other.xx + dx * dx * weight;
        yy += other.yy + dy * dy * weight;
        xy += other.xy + dx * dy * weight;
        meanX += dx * share;
        meanY += dy * share;
        count += other.count;
        squaredErrors += other.squaredErrors;
        absoluteErrors += other.absoluteErrors;
        widen(other.leastX, other.greatestX, other.leastY, other.greatestY);
    }

    private void widen(double fromX, double toX, double fromY, double toY) {
        leastX = Math.min(leastX, fromX);
        greatestX = Math.max(greatestX, toX);
        leastY = Math.min(leastY, fromY);
        greatestY = Math.max(greatestY, toY);
    }

    /** Pairs. */
    long count() {
        return count;
    }

    /** Pearson's correlation; {@code NaN} when x or y is constant. */
    double pearson() {
        return leastX < greatestX && leastY < greatestY ? xy / Math.sqrt(xx) / Math.sqrt(yy) : Double.NaN;
    }

    /** 1 - sum (x - y)^2 / sum (x - mean x)^2, x being the truth; {@code NaN} when it is constant. */
    double determination() {
        return leastX < greatestX ? 1 - squaredErrors / xx : Double.NaN;
    }

    /** Root mean square of x - y. */
    double rootMeanSquareError() {
        return Math.sqrt(squaredErrors / count);
    }

    /** Mean of |x - y|. */
    double meanAbsoluteError() {
        return absoluteErrors / count;
    }
}
