package org.chiasma.symmetric.internal.metrics;

import java.util.Arrays;

/**
 * The insulation score (Crane et al., Nature 2015): for a bin i the mean of the square of contacts across it, rows
 * i - w .. i - 1 and columns i + 1 .. i + w, as log2 of its ratio to the mean over all bins. Missing entries do not count;
 * a bin has no score, {@code NaN}, when more than half of its square is missing, at the ends of the map, or when the mean
 * is not positive.
 *
 * @param window w, bins
 */
record Insulation(int window) {
    /** Checks the window. */
    Insulation {
        if (window < 1) {
            throw new IllegalArgumentException("window " + window + ", expected at least 1");
        }
    }

    /** The scores of a map of contacts or of ratios of contacts, not of logarithms. */
    double[] of(DenseMap map) {
        double[] means = new double[map.size()];
        Arrays.fill(means, Double.NaN);
        for (int i = window; i < map.size() - window; i++) {
            means[i] = across(map, i);
        }
        double mean = Arrays.stream(means)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
        double[] scores = new double[means.length];
        Arrays.setAll(scores, i -> means[i] > 0 && mean > 0 ? Math.log(means[i] / mean) / Math.log(2) : Double.NaN);
        return scores;
    }

    private double across(DenseMap map, int bin) {
        double sum = 0;
        int present = 0;
        for (int i = bin - window; i < bin; i++) {
            for (int j = bin + 1; j <= bin + window; j++) {
                if (map.has(i, j)) {
                    sum += map.at(i, j);
                    present++;
                }
            }
        }
        return 2 * present >= window * window ? sum / present : Double.NaN;
    }

    /** Pearson's correlation of the scores of two maps over bins that have both. */
    double correlation(DenseMap first, DenseMap second) {
        double[] a = of(first);
        double[] b = of(second);
        int kept = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i] + b[i])) {
                a[kept] = a[i];
                b[kept++] = b[i];
            }
        }
        return Comoments.of(a, b, kept).pearson();
    }
}
