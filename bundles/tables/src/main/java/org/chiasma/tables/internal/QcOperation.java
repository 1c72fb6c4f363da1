package org.chiasma.tables.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationReport.Chart;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.chiasma.tables.internal.quality.LineQuality;
import org.chiasma.tables.internal.quality.QualityControl;
import org.chiasma.text.LabelCollector;
import org.osgi.service.component.annotations.Component;

/** {@code qc}: what is worth knowing of a matrix before it is used. The work is done by {@link QualityControl}. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "qc",
        summary = "Check a matrix: shape, missing entries, repeated and constant rows and columns, range, symmetry.",
        parameters = QcParameters.class,
        examples = {
            "qc sample-data/drug-response.gct",
            "qc sample-data/drug-response.gct --report qc.html",
            "qc 'counts.tsv.gz?labels=none' --json"
        })
public final class QcOperation implements MatrixOperation<QcParameters> {
    private static final int HISTOGRAM_BINS = 60;
    private static final int MISSING_BINS = 20;

    @Override
    public OperationReport run(QcParameters parameters, OperationContext context) {
        Matrix matrix = context.open(parameters.matrix());
        QualityControl control = QualityControl.of(matrix, context.progress());
        OperationReport.Builder report = OperationReport.builder()
                .fact("rows", axis(matrix.rows()))
                .fact("columns", axis(matrix.columns()))
                .fact(
                        "layout",
                        matrix.spec().layout().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .fact("element type", matrix.spec().elementType().name().toLowerCase(Locale.ROOT))
                .fact("stored entries", matrix.storedEntries())
                .fact("missing entries", control.missing())
                .fact("zero entries", control.zeros())
                .fact("infinite entries", control.infinite())
                .fact("smallest", control.smallest())
                .fact("lower quartile", control.quantile(0.25))
                .fact("median", control.quantile(0.5))
                .fact("upper quartile", control.quantile(0.75))
                .fact("largest", control.largest())
                .fact("mean", control.mean())
                .fact("standard deviation", control.deviation());
        control.asymmetry().ifPresent(most -> report.fact("largest difference across the diagonal", most));
        report.table(lines(matrix, control));
        worst(report, "Rows with most missing entries", matrix.rows(), control.rows(), parameters.worst());
        worst(report, "Columns with most missing entries", matrix.columns(), control.columns(), parameters.worst());
        if (control.isSampled()) {
            context.progress().note("quartiles, median and histogram are of a sample of the entries");
        }
        noteDates(matrix.rows(), context);
        noteDates(matrix.columns(), context);
        report.figure(new HeatMap("The matrix", List.of(new HeatMap.Panel("all entries", matrix))));
        if (control.finite() > 0) {
            report.figure(values(control));
        }
        if (control.missing() > 0) {
            report.figure(missing(matrix, control));
        }
        return report.build();
    }

    private static String axis(Axis axis) {
        return axis.size() + " " + axis.name() + (axis.isLabelled() ? "" : ", without labels");
    }

    private static OperationReport.Table lines(Matrix matrix, QualityControl control) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(
                "without any value", control.rows().empty(), control.columns().empty()));
        rows.add(List.of(
                "of one value only",
                control.rows().constant(),
                control.columns().constant()));
        rows.add(List.of(
                "the same as an earlier one",
                control.rows().repeated(),
                control.columns().repeated()));
        return new OperationReport.Table(
                "Rows and columns to look at",
                List.of("", matrix.rows().name() + " (rows)", matrix.columns().name() + " (columns)"),
                rows);
    }

    private static void worst(OperationReport.Builder report, String title, Axis axis, LineQuality quality, int most) {
        int[] worst = quality.worst(most);
        if (worst.length == 0) {
            return;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int line : worst) {
            rows.add(List.of(
                    axis.label(line),
                    quality.missing(line),
                    String.format(Locale.ROOT, "%.1f %%", 100 * quality.missingFraction(line))));
        }
        report.table(new OperationReport.Table(title, List.of(axis.name(), "missing", "of all"), rows));
    }

    private static Chart values(QualityControl control) {
        double width = (control.largest() - control.smallest()) / HISTOGRAM_BINS;
        long[] counts = control.histogram(width > 0 ? HISTOGRAM_BINS : 1);
        return steps(
                control.isSampled() ? "Values of a sample of the entries" : "Values of the entries",
                "value",
                "entries",
                control.smallest(),
                width > 0 ? width : 1,
                List.of(counts),
                List.of("entries"));
    }

    private static Chart missing(Matrix matrix, QualityControl control) {
        return steps(
                "Missing entries of rows and of columns",
                "missing, % of a row or column",
                "rows or columns",
                0,
                100.0 / MISSING_BINS,
                List.of(distribution(control.rows()), distribution(control.columns())),
                List.of(matrix.rows().name(), matrix.columns().name()));
    }

    private static long[] distribution(LineQuality quality) {
        long[] counts = new long[MISSING_BINS];
        for (int i = 0; i < quality.count(); i++) {
            counts[(int) Math.min(MISSING_BINS - 1.0, quality.missingFraction(i) * MISSING_BINS)]++;
        }
        return counts;
    }

    /** Histograms as lines that go up and down at the borders of the bins. */
    private static Chart steps(
            String title,
            String horizontal,
            String vertical,
            double start,
            double width,
            List<long[]> counts,
            List<String> names) {
        List<Chart.Series> series = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            long[] heights = counts.get(k);
            double[] x = new double[2 * heights.length + 2];
            double[] y = new double[x.length];
            x[0] = start;
            for (int i = 0; i < heights.length; i++) {
                x[2 * i + 1] = start + i * width;
                x[2 * i + 2] = start + (i + 1) * width;
                y[2 * i + 1] = heights[i];
                y[2 * i + 2] = heights[i];
            }
            x[x.length - 1] = start + heights.length * width;
            series.add(new Chart.Series(names.get(k), Chart.Mark.LINE, x, y));
        }
        return new Chart(title, new Chart.Scale(horizontal, false), new Chart.Scale(vertical, false), series);
    }

    private static void noteDates(Axis axis, OperationContext context) {
        long dates = axis.labels().stream().filter(LabelCollector::isLikeDate).count();
        if (dates > 0) {
            context.progress()
                    .note("warning: " + dates + " labels of the axis " + axis.name()
                            + " look like gene names that a spreadsheet turned into dates");
        }
    }
}
