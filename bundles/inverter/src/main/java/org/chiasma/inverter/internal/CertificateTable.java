package org.chiasma.inverter.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.inverter.internal.inversion.Certificate;
import org.chiasma.inverter.internal.inversion.Verdict;
import org.chiasma.inverter.internal.training.Quantiles;

/** The certificates of a run, by columns: a row for each matrix. */
final class CertificateTable {
    private static final List<String> COLUMNS = List.of("residual", "bound", "error", "condition", "rank", "steps");

    private static final int MOST_RANKS = 32;

    private final double[][] columns;
    private final String[] verdicts;
    private final String[] starts;
    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);

    /** For {@code count} matrices. */
    CertificateTable(long count) {
        int rows = Math.toIntExact(count);
        columns = new double[COLUMNS.size()][rows];
        verdicts = new String[rows];
        starts = new String[rows];
    }

    /** Records what is known of matrix {@code k}. */
    void set(long k, Certificate certificate) {
        boolean inverted = certificate.verdict().isInverted();
        put(
                k,
                word(certificate.verdict()),
                certificate.verdict() == Verdict.NOT_FINITE ? "none" : word(certificate.start()),
                inverted ? certificate.residual() : Double.NaN,
                inverted ? certificate.bound() : Double.NaN,
                inverted ? certificate.error() : Double.NaN,
                certificate.condition(),
                (double) certificate.rank(),
                certificate.steps());
        counts.merge(certificate.verdict(), 1L, Long::sum);
    }

    /** Records a pseudoinverse, of which nothing is proven. */
    void setPseudoinverse(long k, double condition, long rank) {
        put(k, "pseudoinverse", "svd", Double.NaN, Double.NaN, Double.NaN, condition, (double) rank, 0);
    }

    private void put(long k, String verdict, String start, double... values) {
        int row = Math.toIntExact(k);
        verdicts[row] = verdict;
        starts[row] = start;
        for (int j = 0; j < values.length; j++) {
            columns[j][row] = values[j];
        }
    }

    /** How many matrices have this verdict. */
    long count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }

    /** How many matrices have no inverse. */
    long refused() {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> !verdict.isInverted())
                .mapToLong(this::count)
                .sum();
    }

    /** The largest value of a column among those that are known; NaN if none is. */
    double largest(String column) {
        return Arrays.stream(known(column)).max().orElse(Double.NaN);
    }

    private double[] ofInverted(String column) {
        double[] values = columns[COLUMNS.indexOf(column)];
        double[] bounds = columns[COLUMNS.indexOf("bound")];
        return IntStream.range(0, values.length)
                .filter(k -> !Double.isNaN(bounds[k]))
                .mapToDouble(k -> values[k])
                .toArray();
    }

    private double[] known(String column) {
        return Arrays.stream(columns[COLUMNS.indexOf(column)])
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    /** "certified 998, ill conditioned 2". */
    String verdicts() {
        return summary(verdicts);
    }

    /** "network 997, transpose 3". */
    String starts() {
        return summary(starts);
    }

    private static String summary(String[] words) {
        List<String> parts = new ArrayList<>();
        for (String word : Arrays.stream(words).distinct().toList()) {
            long count = Arrays.stream(words).filter(word::equals).count();
            parts.add(words.length == 1 ? word : "%s %,d".formatted(word, count));
        }
        return String.join(", ", parts);
    }

    /** How many matrices have which rank, if they differ and are of a few ranks only. */
    Optional<OperationReport.Table> ranks() {
        Map<Long, Long> counts = Arrays.stream(columns[COLUMNS.indexOf("rank")])
                .mapToObj(rank -> (long) rank)
                .collect(Collectors.groupingBy(rank -> rank, TreeMap::new, Collectors.counting()));
        if (counts.size() < 2 || counts.size() > MOST_RANKS) {
            return Optional.empty();
        }
        List<List<Object>> rows = new ArrayList<>();
        counts.forEach((rank, count) -> rows.add(List.of(rank < 0 ? "not finite" : rank.toString(), count)));
        return Optional.of(new OperationReport.Table("Ranks", List.of("rank", "matrices"), rows));
    }

    /** Quantiles over the matrices that were inverted; empty if none was. */
    Optional<OperationReport.Table> quantiles() {
        List<List<Object>> rows = new ArrayList<>();
        for (String column : List.of("residual", "error", "condition", "steps")) {
            double[] values = ofInverted(column);
            if (values.length > 0) {
                Quantiles quantiles = Quantiles.of(values);
                rows.add(List.of(
                        column,
                        cell(column, quantiles.median()),
                        cell(column, quantiles.p95()),
                        cell(column, quantiles.p99()),
                        cell(column, quantiles.max())));
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OperationReport.Table(
                "Quantiles over the inverted matrices", List.of("", "median", "95 %", "99 %", "largest"), rows));
    }

    private static Object cell(String column, double value) {
        return column.equals("steps") ? (Object) (long) value : (Object) value;
    }

    /** The certificates as a matrix, verdict and start as metadata of the rows. */
    Matrix matrix(MatrixStore store) {
        Axis rows = Axis.anonymous("matrices", verdicts.length)
                .withMetadata(List.of(
                        new MetadataColumn("verdict", Arrays.asList(verdicts)),
                        new MetadataColumn("start", Arrays.asList(starts))));
        try (MatrixDraft draft = store.create(MatrixSpec.dense(rows, Axis.labelled("figures", COLUMNS)))) {
            double[] row = new double[columns.length];
            for (int i = 0; i < verdicts.length; i++) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = columns[j][i];
                }
                draft.writeRow(i, row, 0);
            }
            return draft.seal();
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
