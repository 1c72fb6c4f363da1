package org.chiasma.symmetric.internal.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasma.linalg.LinearAlgebra;

/**
 * Agreement of a predicted with an observed map of one chromosome; figures that are not defined are {@code NaN}. Masked
 * bins, all of whose entries are {@code NaN}, keep their place, so that distances stay distances, and their pairs do not
 * count anywhere.
 *
 * @param pairs compared, at the distances of the settings
 * @param stratumAdjusted SCC, see {@link StratumAdjustedCorrelation}
 * @param pearsonByDistance mean of the correlations at single distances, see {@link DistanceProfile#meanPearson}
 * @param determination R2 over the pairs
 * @param spearman over the pairs
 * @param firstEigenvector see {@link FirstEigenvector}
 * @param insulation correlation of the insulation scores, see {@link Insulation}
 */
public record MapScores(
        long pairs,
        double stratumAdjusted,
        double pearsonByDistance,
        double determination,
        double spearman,
        double firstEigenvector,
        double insulation) {

    /**
     * Compares two maps of logarithms of observed over expected contacts; insulation is of their exponentials.
     *
     * @throws IllegalArgumentException if their sizes differ
     */
    public static MapScores of(LinearAlgebra algebra, DenseMap observed, DenseMap predicted, MapSettings settings) {
        int size = observed.size();
        if (predicted.size() != size) {
            throw new IllegalArgumentException("maps of " + size + " and " + predicted.size() + " bins");
        }
        DistanceProfile profile = new DistanceProfile(size);
        PairMetrics metrics =
                new PairMetrics(new PairMetrics.Settings(Math.max(1, size * (size - 1) / 2), Positives.suited(), 1));
        for (int i = 0; i + settings.nearest() < size; i++) {
            int first = i + settings.nearest();
            int count = Math.min(size, i + Math.min(size, settings.end())) - first;
            profile.accept(i, first, observed.values(), predicted.values(), i * size + first, count);
            metrics.accept(i, first, observed.values(), predicted.values(), i * size + first, count);
        }
        PairScores scores = metrics.scores();
        return new MapScores(
                scores.pairs(),
                new StratumAdjustedCorrelation(settings.smoothing(), settings.end(), settings.ignoresEmpty())
                        .of(observed, predicted),
                profile.meanPearson(settings.nearest(), settings.end()),
                scores.determination(),
                scores.spearman(),
                new FirstEigenvector(algebra).agreement(observed, predicted),
                new Insulation(settings.insulationWindow())
                        .correlation(observed.exponential(), predicted.exponential()));
    }

    /** The figures by their names in tables, in a fixed order. */
    public Map<String, Double> byName() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("SCC", stratumAdjusted);
        figures.put("r by distance", pearsonByDistance);
        figures.put("R2", determination);
        figures.put("Spearman r", spearman);
        figures.put("|r| of first eigenvector", firstEigenvector);
        figures.put("insulation r", insulation);
        return Collections.unmodifiableMap(figures);
    }
}
