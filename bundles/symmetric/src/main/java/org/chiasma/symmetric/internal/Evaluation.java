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
import org.chiasma.symmetric.internal.metrics.Comparison;

/** Scores of several methods on held-out pairs, collected over rounds, and what they come to. */
final class Evaluation {
    private final Comparison comparison;
    private final Progress progress;
    private final Map<String, List<Scored>> byMethod = new LinkedHashMap<>();

    /**
     * The figures of one method for one unit that was held out.
     *
     * @param unit its name
     * @param pairs figures over its pairs
     * @param map figures of its map; empty if it is none
     */
    private record Scored(String unit, Map<String, Double> pairs, Map<String, Double> map) {}

    Evaluation(LinearAlgebra algebra, Optional<Double> above, long top, Progress progress) {
        this.comparison = new Comparison(algebra, above, top);
        this.progress = progress;
    }

    /** Compares one prediction. */
    void add(String method, EvaluationRound.Held held, Matrix predicted, Optional<Matrix> signal) {
        Map<String, Double> pairs = comparison.pairs(held.observed(), predicted, signal, progress);
        boolean isMap = held.isMap() && Comparison.isMap(held.columns().length);
        Map<String, Double> map = isMap ? comparison.map(held.observed(), predicted) : Map.of();
        byMethod.computeIfAbsent(method, key -> new ArrayList<>()).add(new Scored(held.name(), pairs, map));
    }

    /** One row for each method: means over what was held out, each unit counting once. */
    OperationReport.Table methods() {
        boolean maps = byMethod.values().stream().flatMap(List::stream).anyMatch(scored -> !scored.map()
                .isEmpty());
        List<String> figures = new ArrayList<>();
        byMethod.values().iterator().next().get(0).pairs().keySet().forEach(figures::add);
        figures.removeIf(figure -> Double.isNaN(bestOf(figure)));
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
        figures.stream().filter(figure -> !mapFigures.contains(figure)).forEach(heads::add);
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
        List<String> figures = maps
                ? List.of("SCC", "r by distance", "R2", "Spearman r", "|r| of first eigenvector")
                : List.of("R2", "Pearson r", "Spearman r", "RMSE");
        heads.addAll(figures);
        List<List<Object>> rows = new ArrayList<>();
        for (Scored one : scored) {
            List<Object> row = new ArrayList<>(List.of(one.unit()));
            Map<String, Double> values = maps ? one.map() : one.pairs();
            figures.forEach(figure -> row.add(values.getOrDefault(figure, Double.NaN)));
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
