package org.chiasma.shell.internal.figure;

import java.util.List;
import java.util.stream.Collectors;
import org.chiasma.api.operation.OperationReport.Chart;
import org.chiasma.api.operation.OperationReport.Chart.Series;
import org.chiasma.shell.internal.figure.AxisScale.Tick;
import org.chiasma.shell.internal.figure.Canvas.Anchor;
import org.chiasma.shell.internal.render.Words;

/** A chart: title, legend, the label of the vertical scale above it, the plot, the label of the horizontal one below. */
final class ChartDrawing implements Drawing {
    private static final double PLOT_WIDTH = 610;
    private static final double MARGIN = 16;
    private static final double PLOT_HEIGHT = 320;

    /** Side of the plot when both scales have one range. */
    private static final double SQUARE = 420;

    private static final double TICK = 4;
    private static final int MOST_X_TICKS = 9;
    private static final int MOST_Y_TICKS = 7;
    private static final int FEWEST_TICKS = 3;

    private final Chart chart;
    private final ChartScales scales;
    private final Title title;
    private final Legend legend;
    private final List<Tick> xTicks;
    private final List<Tick> yTicks;
    private final double left;
    private final double width;
    private final double top;
    private final double plotWidth;
    private final double plotHeight;

    /** Lays the chart out. */
    ChartDrawing(Chart chart) {
        this.chart = chart;
        this.scales = ChartScales.of(chart);
        this.yTicks = scales.y().ticks(MOST_Y_TICKS);
        this.left = MARGIN + 2 * TICK + widest(yTicks);
        this.plotWidth = scales.common() ? SQUARE : PLOT_WIDTH;
        this.plotHeight = scales.common() ? SQUARE : PLOT_HEIGHT;
        this.width = left + plotWidth + 2 * MARGIN;
        this.title = new Title(chart.title(), width - 2 * MARGIN);
        this.legend = new Legend(chart.series(), width - 2 * MARGIN);
        this.xTicks = ticks(scales.x(), plotWidth);
        this.top = MARGIN + title.height() + legend.height() + Canvas.LINE + TICK;
    }

    /** As many ticks as have room for their labels beside each other. */
    private static List<Tick> ticks(AxisScale scale, double length) {
        List<Tick> ticks = scale.ticks(MOST_X_TICKS);
        for (int most = MOST_X_TICKS - 1; most >= FEWEST_TICKS && overlap(ticks, length); most--) {
            ticks = scale.ticks(most);
        }
        return ticks;
    }

    private static boolean overlap(List<Tick> ticks, double length) {
        double end = Double.NEGATIVE_INFINITY;
        for (Tick tick : ticks) {
            if (!tick.label().isEmpty()) {
                double half = Canvas.width(tick.label()) / 2;
                if (tick.place() * length - half < end + 2 * Canvas.ADVANCE) {
                    return true;
                }
                end = tick.place() * length + half;
            }
        }
        return false;
    }

    private static double widest(List<Tick> ticks) {
        return ticks.stream()
                .mapToDouble(tick -> Canvas.width(tick.label()))
                .max()
                .orElse(0);
    }

    @Override
    public String title() {
        return chart.title();
    }

    @Override
    public String description() {
        String names = chart.series().stream().map(Series::name).collect(Collectors.joining(", "));
        return "Chart of " + chart.y().label() + " against " + chart.x().label() + ": " + names + "; " + scales.shown()
                + " points";
    }

    @Override
    public double width() {
        return width;
    }

    @Override
    public double height() {
        return top + plotHeight + 3 * TICK + 2 * Canvas.LINE + (note().isEmpty() ? 0 : Canvas.LINE) + MARGIN / 2;
    }

    /** What the reader has to know of what is not drawn. */
    private String note() {
        if (scales.leftOut() == 0) {
            return "";
        }
        boolean logarithmic = chart.x().logarithmic() || chart.y().logarithmic();
        return scales.leftOut() + (scales.leftOut() == 1 ? " point" : " points") + " left out: infinite"
                + (logarithmic ? ", or not positive" : "");
    }

    @Override
    public void draw(Canvas canvas) {
        title.draw(canvas, MARGIN, MARGIN);
        legend.draw(canvas, MARGIN, MARGIN + title.height());
        int longest = (int) ((width - 2 * MARGIN) / Canvas.ADVANCE);
        canvas.text(Words.elide(chart.y().label(), longest), MARGIN, top - 2 * TICK, Anchor.START, Tone.MUTED);
        double bottom = top + plotHeight;
        drawAxes(canvas);
        double below = bottom + 2 * TICK + 2 * Canvas.LINE - 5;
        String label = Words.elide(chart.x().label(), longest);
        double middle = Math.min(left + plotWidth / 2, width - MARGIN - Canvas.width(label) / 2);
        canvas.text(label, Math.max(middle, MARGIN + Canvas.width(label) / 2), below, Anchor.MIDDLE, Tone.MUTED);
        canvas.text(note(), MARGIN, below + Canvas.LINE, Anchor.START, Tone.MUTED);
        if (scales.shown() == 0) {
            canvas.text("no points to draw", left + plotWidth / 2, top + plotHeight / 2, Anchor.MIDDLE, Tone.MUTED);
        }
        for (int k = 0; k < chart.series().size(); k++) {
            drawSeries(canvas, chart.series().get(k), Legend.pen(k));
        }
    }

    private void drawAxes(Canvas canvas) {
        double bottom = top + plotHeight;
        if (scales.shown() > 0) {
            for (Tick tick : xTicks) {
                double x = left + tick.place() * plotWidth;
                boolean labelled = !tick.label().isEmpty();
                if (labelled) {
                    canvas.rectangle(x - 0.5, top, 1, plotHeight, Tone.GRID);
                    canvas.text(tick.label(), x, bottom + TICK + 13, Anchor.MIDDLE, Tone.MUTED);
                }
                canvas.rectangle(x - 0.5, bottom, 1, labelled ? TICK : TICK / 2, Tone.FRAME);
            }
            for (Tick tick : yTicks) {
                double y = bottom - tick.place() * plotHeight;
                boolean labelled = !tick.label().isEmpty();
                if (labelled) {
                    canvas.rectangle(left, y - 0.5, plotWidth, 1, Tone.GRID);
                    canvas.text(tick.label(), left - 2 * TICK, y + 4, Anchor.END, Tone.MUTED);
                }
                double length = labelled ? TICK : TICK / 2;
                canvas.rectangle(left - length, y - 0.5, length, 1, Tone.FRAME);
            }
        }
        canvas.rectangle(left - 0.5, top, 1, plotHeight, Tone.FRAME);
        canvas.rectangle(left - 0.5, bottom - 0.5, plotWidth, 1, Tone.FRAME);
    }

    private void drawSeries(Canvas canvas, Series series, Pen pen) {
        double[] across = series.x();
        double[] up = series.y();
        SeriesShape shape = SeriesShape.of(series.mark(), across.length);
        for (int k = 0; k < across.length; k++) {
            if (ChartScales.shows(chart, across[k], up[k])) {
                shape.add(
                        left + scales.x().place(across[k]) * plotWidth,
                        top + (1 - scales.y().place(up[k])) * plotHeight);
            } else {
                shape.interrupt();
            }
        }
        shape.draw(canvas, pen);
    }
}
