package org.chiasma.completion.internal.prior;

import java.util.Locale;
import org.chiasma.api.DataException;

/** Mean and variance of each of some features over items, missing values ({@code NaN}) left out; by Welford's update. */
final class FeatureMoments {
    private final double[] mean;
    private final double[] squares;
    private final long[] count;
    private long missing;

    FeatureMoments(int features) {
        mean = new double[features];
        squares = new double[features];
        count = new long[features];
    }

    /** Takes in the features of one item. */
    void add(double[] item) {
        for (int k = 0; k < mean.length; k++) {
            double value = item[k];
            if (Double.isNaN(value)) {
                missing++;
            } else if (Double.isInfinite(value)) {
                throw new DataException(
                        "E-PRIOR-INFINITE",
                        String.format(
                                Locale.ROOT,
                                "prior: feature %d of an item is infinite, expected finite or missing values, replace it",
                                k + 1));
            } else {
                count[k]++;
                double difference = value - mean[k];
                mean[k] += difference / count[k];
                squares[k] += difference * (value - mean[k]);
            }
        }
    }

    /** Number of missing values taken in. */
    long missing() {
        return missing;
    }

    /**
     * Number of features that tell any two items apart: those with at least two different values.
     *
     * @throws DataException {@code E-PRIOR-MAGNITUDE} if a variance is not a number
     */
    long varying() {
        long varying = 0;
        for (int k = 0; k < mean.length; k++) {
            if (!Double.isFinite(squares[k])) {
                throw new DataException(
                        "E-PRIOR-MAGNITUDE",
                        "prior: the variance of a feature overflows (mean %s), expected magnitudes below 1e150, use smaller units"
                                .formatted(mean[k]));
            }
            varying += deviation(k) > 0 ? 1 : 0;
        }
        return varying;
    }

    /** Replaces missing values by the mean of their feature and, if asked, standardizes; from {@code offset} on. */
    void fill(double[] item, int offset, boolean standardize) {
        for (int k = 0; k < mean.length; k++) {
            double value = Double.isNaN(item[offset + k]) ? mean[k] : item[offset + k];
            item[offset + k] = standardize ? standardized(value, k) : value;
        }
    }

    private double standardized(double value, int k) {
        double deviation = deviation(k);
        return deviation == 0 ? 0 : (value - mean[k]) / deviation;
    }

    private double deviation(int k) {
        double deviation = count[k] == 0 ? 0 : Math.sqrt(squares[k] / count[k]);
        // Rounding leaves a constant feature with a deviation of this order.
        return deviation <= 1e-14 * Math.abs(mean[k]) ? 0 : deviation;
    }
}
