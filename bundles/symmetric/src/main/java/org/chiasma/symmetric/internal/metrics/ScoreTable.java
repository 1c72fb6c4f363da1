package org.chiasma.symmetric.internal.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.operation.OperationReport.Table;

/**
 * Figures side by side: of models and baselines, or of the units that were held out.
 *
 * @param subject head of the first column, {@code model} or {@code chromosome}
 * @param scores figures by name, all in the same order, of each subject
 */
public record ScoreTable(String subject, Map<String, Map<String, Double>> scores) {
    /** Copies {@code scores} and checks that all have the same figures. */
    public ScoreTable {
        Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
        scores.forEach((name, figures) -> copy.put(name, new LinkedHashMap<>(figures)));
        List<List<String>> heads = copy.values().stream()
                .map(figures -> List.copyOf(figures.keySet()))
                .distinct()
                .toList();
        if (heads.size() != 1) {
            throw new IllegalArgumentException("figures " + heads + ", expected the same for every " + subject);
        }
        scores = copy;
    }

    /** The table with the means of what is defined in a last row {@code mean}. */
    public ScoreTable withMean() {
        Map<String, Map<String, Double>> more = new LinkedHashMap<>(scores);
        Map<String, Double> means = new LinkedHashMap<>();
        for (String figure : figures()) {
            means.put(
                    figure,
                    scores.values().stream()
                            .mapToDouble(row -> row.getOrDefault(figure, Double.NaN))
                            .filter(value -> !Double.isNaN(value))
                            .average()
                            .orElse(Double.NaN));
        }
        more.put("mean", means);
        return new ScoreTable(subject, more);
    }

    private List<String> figures() {
        return List.copyOf(scores.values().iterator().next().keySet());
    }

    /** As a part of a report; figures that are defined for no subject are left out. */
    public Table table(String title) {
        List<String> shown = figures().stream()
                .filter(figure ->
                        scores.values().stream().anyMatch(row -> !Double.isNaN(row.getOrDefault(figure, Double.NaN))))
                .toList();
        List<String> columns = new ArrayList<>(List.of(subject));
        columns.addAll(shown);
        List<List<Object>> rows = new ArrayList<>();
        scores.forEach((name, row) -> {
            List<Object> cells = new ArrayList<>(List.of(name));
            shown.forEach(figure -> cells.add(row.getOrDefault(figure, Double.NaN)));
            rows.add(cells);
        });
        return new Table(title, columns, rows);
    }
}
