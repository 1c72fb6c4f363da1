package org.chiasma.shell.internal.figure;

import org.chiasma.api.operation.OperationReport.Chart;
import org.chiasma.api.operation.OperationReport.Chart.Mark;
import org.chiasma.api.operation.OperationReport.Chart.Scale;
import org.chiasma.api.operation.OperationReport.Chart.Series;

/**
 * The scales of a chart, such that everything that has a place on them is in view.
 *
 * @param x horizontal
 * @param y vertical
 * @param common whether both have the same range, as suits predictions against the truth
 * @param shown points with a place on both
 * @param leftOut points that are not missing but infinite, or not positive on a logarithmic scale
 */
record ChartScales(AxisScale x, AxisScale y, boolean common, long shown, long leftOut) {
    private static final double MARGIN = 0.03;

    /** How much longer a common range may be than either, as a ratio. */
    private static final double STRETCH = 1.6;

    static ChartScales of(Chart chart) {
        Range x = new Range(chart.x());
        Range y = new Range(chart.y());
        long shown = 0;
        long leftOut = 0;
        for (Series series : chart.series()) {
            for (int k = 0; k < series.x().length; k++) {
                double across = series.x()[k];
                double up = series.y()[k];
                if (shows(chart, across, up)) {
                    x.add(across);
                    y.add(up);
                    shown++;
                } else if (!Double.isNaN(across) && !Double.isNaN(up)) {
                    leftOut++;
                }
            }
        }
        boolean cloud = chart.series().stream().anyMatch(series -> series.mark() == Mark.POINTS);
        boolean common = cloud && shown > 0 && x.resembles(y);
        if (common) {
            x.addAll(y);
            y.addAll(x);
        }
        return new ChartScales(x.scale(), y.scale(), common, shown, leftOut);
    }

    /** Whether a point has a place on the chart's scales. */
    static boolean shows(Chart chart, double x, double y) {
        return hasPlace(chart.x(), x) && hasPlace(chart.y(), y);
    }

    private static boolean hasPlace(Scale scale, double value) {
        return Double.isFinite(value) && (!scale.logarithmic() || value > 0);
    }

    private static final class Range {
        private final boolean logarithmic;
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;

        Range(Scale scale) {
            this.logarithmic = scale.logarithmic();
        }

        void add(double value) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }

        void addAll(Range other) {
            add(other.least);
            add(other.greatest);
        }

        boolean resembles(Range other) {
            double both = length(Math.min(least, other.least), Math.max(greatest, other.greatest));
            return logarithmic == other.logarithmic
                    && both <= STRETCH * length(least, greatest)
                    && both <= STRETCH * other.length(other.least, other.greatest);
        }

        private double length(double from, double to) {
            return logarithmic ? StrictMath.log10(to) - StrictMath.log10(from) : to / 2 - from / 2;
        }

        AxisScale scale() {
            if (least > greatest) {
                return logarithmic ? new LogarithmicScale(0, 1) : new LinearScale(0, 1);
            }
            return logarithmic
                    ? LogarithmicScale.fitting(least, greatest, MARGIN)
                    : LinearScale.fitting(least, greatest, MARGIN);
        }
    }
}
