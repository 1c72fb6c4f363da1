package org.chiasma.completion.internal.baseline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.operation.OperationReport.Table;

/** Scores of several methods on the same entries, over any number of rounds. */
public final class Comparison {
    private final Map<String, List<Agreement>> rounds = new LinkedHashMap<>();

    /** Adds the scores of one round of {@code method}. */
    public void add(String method, Agreement scores) {
        rounds.computeIfAbsent(method, key -> new ArrayList<>()).add(scores);
    }

    /**
     * One line per method, in the order of first mention: root mean square error and Pearson's r (means over rounds),
     * and with several rounds the standard deviation of the former.
     */
    public Table table(String title) {
        boolean several = rounds.values().stream().anyMatch(scores -> scores.size() > 1);
        List<String> heads =
                several ? List.of("method", "RMSE", "sd of RMSE", "Pearson r") : List.of("method", "RMSE", "Pearson r");
        List<List<Object>> lines = new ArrayList<>();
        rounds.forEach((method, scores) -> {
            double error =
                    mean(scores.stream().mapToDouble(Agreement::rootMeanSquare).toArray());
            double correlation =
                    mean(scores.stream().mapToDouble(Agreement::correlation).toArray());
            lines.add(
                    several
                            ? List.of(method, error, deviation(scores, error), correlation)
                            : List.of(method, error, correlation));
        });
        return new Table(title, heads, lines);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(List<Agreement> scores, double mean) {
        double squares = scores.stream()
                .mapToDouble(Agreement::rootMeanSquare)
                .map(error -> (error - mean) * (error - mean))
                .sum();
        return scores.size() < 2 ? 0 : Math.sqrt(squares / (scores.size() - 1));
    }
}
