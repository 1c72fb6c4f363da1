package org.chiasma.symmetric.internal.model;

/** Features of a column beside its values: shares of missing values, and what its whole segment is like. */
final class ExtraFeatures {
    /** Shares of missing values of X and of Y. */
    static final int MISSINGNESS = 2;

    /** Means of the standardised values of X and of Y over the segment, and the logarithm of its length. */
    static final int EXAMPLE = 3;

    /** All of them. */
    static final int COUNT = MISSINGNESS + EXAMPLE;

    private ExtraFeatures() {}

    /** D x {@link #COUNT}, row-major, not standardised. */
    static double[] of(ColumnValues columns, Standardization base) {
        double[] features = new double[Math.multiplyExact(columns.columns(), COUNT)];
        int[] starts = columns.segmentStarts();
        for (int segment = 0; segment < starts.length; segment++) {
            int end = columns.segmentEnd(segment);
            double x = mean(columns, starts[segment], end, 0, columns.rowsOfX(), base);
            double y = mean(columns, starts[segment], end, columns.rowsOfX(), columns.rows(), base);
            for (int j = starts[segment]; j < end; j++) {
                features[j * COUNT] = missingShare(columns, j, 0, columns.rowsOfX());
                features[j * COUNT + 1] = missingShare(columns, j, columns.rowsOfX(), columns.rows());
                features[j * COUNT + MISSINGNESS] = x;
                features[j * COUNT + MISSINGNESS + 1] = y;
                features[j * COUNT + MISSINGNESS + 2] = Math.log(end - starts[segment]);
            }
        }
        return features;
    }

    /** Whether a column of these features has a missing value. */
    static boolean anyMissing(double[] features) {
        for (int at = 0; at < features.length; at += COUNT) {
            if (features[at] > 0 || features[at + 1] > 0) {
                return true;
            }
        }
        return false;
    }

    private static double missingShare(ColumnValues columns, int column, int from, int to) {
        int missing = 0;
        for (int i = from; i < to; i++) {
            missing += Double.isNaN(columns.get(column, i)) ? 1 : 0;
        }
        return (double) missing / (to - from);
    }

    private static double mean(ColumnValues columns, int first, int end, int from, int to, Standardization base) {
        double sum = 0;
        long observed = 0;
        for (int j = first; j < end; j++) {
            for (int i = from; i < to; i++) {
                double value = columns.get(j, i);
                if (!Double.isNaN(value)) {
                    sum += (value - base.means()[i]) / base.deviations()[i];
                    observed++;
                }
            }
        }
        return observed == 0 ? 0 : sum / observed;
    }
}
