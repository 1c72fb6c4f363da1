package org.chiasma.symmetric.internal.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.model.Target;

/**
 * Compares predictions with what was observed, and with the matrix without noise where that is known, by the figures of
 * {@link PairScores} and, for the map of a chromosome, of {@link MapScores}. Reads rows; never holds a D x D square except
 * for maps.
 */
public final class Comparison {
    /** Larger maps are compared by pairs alone. */
    private static final int LARGEST_MAP = 6000;

    private final LinearAlgebra algebra;
    private final PairMetrics.Settings settings;

    /**
     * @param above entries above this are what a prediction has to find; empty: ones among zeros and ones, else the largest
     *     hundredth
     * @param top the precision is of so many pairs that are predicted highest
     */
    public Comparison(LinearAlgebra algebra, Optional<Double> above, long top) {
        this.algebra = algebra;
        this.settings = new PairMetrics.Settings(
                PairMetrics.Settings.DEFAULT.rankedPairs(),
                above.map(Positives::above).orElseGet(Positives::suited),
                top);
    }

    /** Figures over all pairs, by their names in tables. */
    public Map<String, Double> pairs(Target observed, Matrix predicted, Optional<Matrix> signal, Progress progress) {
        int size = observed.size();
        int parts = algebra.threads();
        List<PairMetrics> collected = new ArrayList<>(Collections.nCopies(parts, new PairMetrics(settings)));
        algebra.concurrently(parts, part -> {
            PairMetrics metrics = new PairMetrics(settings);
            collect(
                    start(size, part, parts),
                    start(size, part + 1, parts),
                    observed,
                    predicted,
                    signal,
                    metrics,
                    progress);
            synchronized (collected) {
                collected.set(part, metrics);
            }
        });
        PairMetrics whole = collected.get(0);
        for (int part = 1; part < parts; part++) {
            whole.merge(collected.get(part));
        }
        return new LinkedHashMap<>(whole.scores().byName());
    }

    /** Rows such that every part has as many pairs. */
    private static int start(int size, int part, int parts) {
        return (int) Math.round(size * (1 - Math.sqrt(1 - (double) part / parts)));
    }

    private static void collect(
            int from,
            int to,
            Target observed,
            Matrix predicted,
            Optional<Matrix> signal,
            PairMetrics metrics,
            Progress progress) {
        int size = observed.size();
        double[] truth = new double[size];
        double[] guess = new double[size];
        for (int i = from; i < Math.min(to, size - 1); i++) {
            progress.checkCancelled();
            int count = size - i - 1;
            observed.copy(i, i + 1, 1, count, truth);
            predicted.copyBlock(i, i + 1, 1, count, guess, 0, count);
            metrics.accept(i, i + 1, truth, guess, 0, count);
            if (signal.isPresent()) {
                signal.get().copyBlock(i, i + 1, 1, count, truth, 0, count);
                metrics.acceptSignal(truth, guess, 0, count);
            }
        }
    }

    /** Whether a map of so many bins is compared as one. */
    public static boolean isMap(int size) {
        return size > 1 && size <= LARGEST_MAP;
    }

    /** Figures of the map of one chromosome whose columns are consecutive bins, by their names in tables. */
    public Map<String, Double> map(Target observed, Matrix predicted) {
        int size = observed.size();
        double[] truth = new double[size * size];
        double[] guess = new double[size * size];
        observed.copy(0, 0, size, size, truth);
        predicted.copyBlock(0, 0, size, size, guess, 0, size);
        for (int k = 0; k < truth.length; k++) {
            guess[k] = Double.isNaN(truth[k]) ? Double.NaN : guess[k];
        }
        DenseMap observedMap = new DenseMap(size, truth);
        DenseMap predictedMap = new DenseMap(size, guess);
        return MapScores.of(algebra, observedMap, predictedMap, MapSettings.DEFAULT)
                .byName();
    }
}
