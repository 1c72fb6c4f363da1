package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.metrics.AgreementFigures;
import org.chiasma.symmetric.internal.metrics.DenseMap;
import org.chiasma.symmetric.internal.metrics.MapScores;
import org.chiasma.symmetric.internal.metrics.MapSettings;
import org.chiasma.symmetric.internal.metrics.PairComparison;
import org.chiasma.symmetric.internal.metrics.PairMetrics;
import org.chiasma.symmetric.internal.metrics.Positives;

/** Scores of several methods on held-out pairs, collected over rounds, and what they come to. */
final class Evaluation {
    /** Larger maps are compared by pairs alone. */
    private static final int LARGEST_MAP = 4000;

    private final LinearAlgebra algebra;
    private final PairMetrics.Settings settings;
    private final String quantity;
    private final Progress progress;
    private final List<OperationReport.Figure> figures = new ArrayList<>();
    private final Map<String, List<Scored>> byMethod = new LinkedHashMap<>();

    /**
     * The figures of one method for one unit that was held out.
     *
     * @param unit its name
     * @param pairs figures over its pairs
     * @param map figures of its map; empty if it is none
     */
    private record Scored(String unit, Map<String, Double> pairs, Map<String, Double> map) {}

    /**
     * @param quantity what entries are, for pictures
     * @param above entries above this are what a prediction has to find; empty: ones among zeros and ones, else the largest
     *     hundredth
     * @param top the precision is of so many pairs that are predicted highest
     */
    Evaluation(LinearAlgebra algebra, String quantity, Optional<Double> above, long top, Progress progress) {
        this.algebra = algebra;
        this.quantity = quantity;
        this.settings = new PairMetrics.Settings(
                PairMetrics.Settings.DEFAULT.rankedPairs(),
                above.map(Positives::above).orElseGet(Positives::suited),
                top);
        this.progress = progress;
    }

    /** Compares one prediction. */
    void add(String method, EvaluationRound.Held held, Matrix predicted, Optional<Matrix> signal) {
        compare(method, held, predicted, signal);
    }

    /** The same for a model, of whose first held-out part pictures are kept. */
    void addModel(String method, EvaluationRound.Held held, Matrix predicted, Optional<Matrix> signal) {
        boolean first = !byMethod.containsKey(method);
        PairComparison comparison = compare(method, held, predicted, signal);
        if (first) {
            String title = held.name() + ", " + method;
            AgreementFigures drawn = new AgreementFigures(quantity);
            figures.add(drawn.maps(title + ": observed above the diagonal, predicted below", comparison.map()));
            if (held.isMap()) {
                figures.add(drawn.decay(title + ": mean by distance", comparison.profile()));
                figures.add(drawn.strata(title + ": correlation by distance", comparison.profile()));
            }
            figures.add(drawn.scatter(title + ": pairs", comparison.metrics().sample()));
        }
    }

    private PairComparison compare(
            String method, EvaluationRound.Held held, Matrix predicted, Optional<Matrix> signal) {
        Matrix observed = new TargetMatrix(held.observed(), predicted.rows());
        PairComparison comparison = PairComparison.of(observed, predicted, signal, settings, progress);
        int size = held.columns().length;
        Map<String, Double> map =
                held.isMap() && size <= LARGEST_MAP ? mapFigures(observed, predicted, size) : Map.of();
        byMethod.computeIfAbsent(method, key -> new ArrayList<>())
                .add(new Scored(held.name(), comparison.metrics().scores().byName(), map));
        return comparison;
    }

    /** Bins that were not observed are no part of either map. */
    private Map<String, Double> mapFigures(Matrix observed, Matrix predicted, int size) {
        DenseMap truth = DenseMap.of(observed, 0, size);
        DenseMap guess = DenseMap.of(predicted, 0, size);
        for (int k = 0; k < truth.values().length; k++) {
            if (Double.isNaN(truth.values()[k])) {
                guess.values()[k] = Double.NaN;
            }
        }
        return MapScores.of(algebra, truth, guess, MapSettings.DEFAULT).byName();
    }

    /** Pictures of what the models predict for the first part that was held out. */
    List<OperationReport.Figure> figures() {
        return figures;
    }

    /** One row for each method: means over what was held out, each unit counting once. */
    OperationReport.Table methods() {
        boolean maps = byMethod.values().stream().flatMap(List::stream).anyMatch(scored -> !scored.map()
                .isEmpty());
        List<String> pairFigures = new ArrayList<>();
        byMethod.values().iterator().next().get(0).pairs().keySet().forEach(pairFigures::add);
        pairFigures.removeIf(figure -> Double.isNaN(bestOf(figure)));
        List<String> mapFigures = new ArrayList<>();
        if (maps) {
            byMethod.values().stream()
                    .flatMap(List::stream)
                    .filter(scored -> !scored.map().isEmpty())
                    .findFirst()
                    .ifPresent(scored -> mapFigures.addAll(scored.map().keySet()));
        }
        List<String> heads = new ArrayList<>(List.of("method"));
        mapFigures.forEach(figure -> heads.add(figure));
        pairFigures.stream().filter(figure -> !mapFigures.contains(figure)).forEach(heads::add);
        List<List<Object>> rows = new ArrayList<>();
        byMethod.forEach((method, scored) -> {
            List<Object> row = new ArrayList<>(List.of(method));
            for (String head : heads.subList(1, heads.size())) {
                row.add(
                        mapFigures.contains(head)
                                ? mean(scored.stream().map(Scored::map).toList(), head)
                                : mean(scored.stream().map(Scored::pairs).toList(), head));
            }
            rows.add(row);
        });
        return new OperationReport.Table("Held-out pairs, means over " + units() + " held-out parts", heads, rows);
    }

    /** One row for each unit that was held out, for one method. */
    OperationReport.Table units(String method) {
        List<String> heads = new ArrayList<>(List.of("held out"));
        List<Scored> scored = byMethod.getOrDefault(method, List.of());
        boolean maps = scored.stream().anyMatch(one -> !one.map().isEmpty());
        List<String> shown = maps
                ? List.of("SCC", "r by distance", "R2", "Spearman r", "|r| of first eigenvector")
                : List.of("R2", "Pearson r", "Spearman r", "RMSE");
        heads.addAll(shown);
        List<List<Object>> rows = new ArrayList<>();
        for (Scored one : scored) {
            List<Object> row = new ArrayList<>(List.of(one.unit()));
            Map<String, Double> values = maps ? one.map() : one.pairs();
            shown.forEach(figure -> row.add(values.getOrDefault(figure, Double.NaN)));
            rows.add(row);
        }
        return new OperationReport.Table("By held-out part: " + method, heads, rows);
    }

    private int units() {
        return byMethod.values().iterator().next().size();
    }

    private double bestOf(String figure) {
        return byMethod.values().stream()
                .mapToDouble(scored -> mean(scored.stream().map(Scored::pairs).toList(), figure))
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
    }

    private static double mean(List<Map<String, Double>> values, String figure) {
        return values.stream()
                .mapToDouble(one -> one.getOrDefault(figure, Double.NaN))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
