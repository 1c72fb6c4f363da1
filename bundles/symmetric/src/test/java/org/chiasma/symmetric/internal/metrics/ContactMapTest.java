package org.chiasma.symmetric.internal.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.Goldens;
import org.junit.jupiter.api.Test;

/**
 * Chromosome 1 of a real contact map (Dixon et al., Nature 2012), log((b + 1) / (e + 1)) of balanced contacts b with mean e
 * at the distance, against the products of the bins' GC content; 41 of 250 bins are masked. Expected values by numpy and
 * scipy.
 */
class ContactMapTest {
    private static final String FILE = "xyz/hic_h1_1mb.npz";
    private static final int BINS = 250;

    private static double[] array(String name) {
        return Goldens.npz(Goldens.data(FILE), name).entries();
    }

    private static DenseMap observed() {
        double[] weight = array("weight");
        double[] counts = array("Z");
        double[] ratios = new double[BINS * BINS];
        for (int d = 0; d < BINS; d++) {
            double[] stratum = new double[BINS - d];
            for (int i = 0; i + d < BINS; i++) {
                stratum[i] = counts[i * weight.length + i + d] * weight[i] * weight[i + d];
            }
            double mean = Arrays.stream(stratum)
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN);
            for (int i = 0; i + d < BINS; i++) {
                double ratio = Math.log((stratum[i] + 1) / (mean + 1));
                ratios[i * BINS + i + d] = ratios[(i + d) * BINS + i] = ratio;
            }
        }
        return new DenseMap(BINS, ratios);
    }

    /** Predictions u_i u_j / 4, u the means of what is known of a bin, standardised over the bins with a weight. */
    private static DenseMap products() {
        double[] weight = array("weight");
        double[] parts = array("gc");
        double[] means = new double[BINS];
        for (int i = 0; i < BINS; i++) {
            double sum = 0;
            int known = 0;
            for (int k = i; k < parts.length; k += weight.length) {
                sum += Double.isNaN(parts[k]) ? 0 : parts[k];
                known += Double.isNaN(parts[k]) ? 0 : 1;
            }
            means[i] = Double.isNaN(weight[i]) ? Double.NaN : sum / known;
        }
        double[] covered =
                Arrays.stream(means).filter(value -> !Double.isNaN(value)).toArray();
        double mean = Arrays.stream(covered).average().orElseThrow();
        double variance = Arrays.stream(covered)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        double[] products = new double[BINS * BINS];
        Arrays.setAll(products, k -> (means[k / BINS] - mean) * (means[k % BINS] - mean) / variance / 4);
        return new DenseMap(BINS, products);
    }

    @Test
    void scoresOfARealMapAreThoseOfIndependentCode() {
        MapScores scores = MapScores.of(new LinearAlgebra(), observed(), products(), MapSettings.DEFAULT);
        assertEquals(0.521832854019, scores.stratumAdjusted(), 1e-10);
        assertEquals(0.545272245183, scores.pearsonByDistance(), 1e-10);
        assertEquals(0.195605677540, scores.determination(), 1e-10);
        assertEquals(0.520597734308, scores.spearman(), 1e-10);
        assertEquals(0.789889436599, scores.firstEigenvector(), 1e-10);
    }
}
