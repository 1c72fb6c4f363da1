package org.chiasma.shell.internal.figure;

import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.operation.OperationReport.Chart.Mark;
import org.chiasma.api.operation.OperationReport.Chart.Series;
import org.chiasma.shell.internal.render.Words;

/** The names of series in lines above the plot, each behind a sample of its mark. */
final class Legend {
    private static final double SAMPLE = 20;
    private static final double GAP = 18;
    private static final int LONGEST_NAME = 60;

    private final List<Entry> entries = new ArrayList<>();
    private final int lines;

    private record Entry(String name, Mark mark, Pen pen, double x, int line) {}

    /** Places the names in lines of this width; series without a name have no entry. */
    Legend(List<Series> series, double width) {
        double x = 0;
        int line = 0;
        for (int k = 0; k < series.size(); k++) {
            String name = Words.elide(series.get(k).name(), LONGEST_NAME);
            if (name.isBlank()) {
                continue;
            }
            double length = SAMPLE + Canvas.width(name);
            if (x > 0 && x + length > width) {
                x = 0;
                line++;
            }
            entries.add(new Entry(name, series.get(k).mark(), pen(k), x, line));
            x += length + GAP;
        }
        this.lines = entries.isEmpty() ? 0 : line + 1;
    }

    /** The pen of a series; lines are broken when the tones come again. */
    static Pen pen(int ordinal) {
        return new Pen(Tone.ofSeries(ordinal), 1.6, 5 * Tone.roundOfSeries(ordinal));
    }

    double height() {
        return (double) lines * Canvas.LINE;
    }

    void draw(Canvas canvas, double left, double top) {
        for (Entry entry : entries) {
            double x = left + entry.x();
            double y = top + entry.line() * Canvas.LINE + 10;
            if (entry.mark() == Mark.LINE) {
                canvas.line(new double[] {x, x + SAMPLE - 6}, new double[] {y - 4, y - 4}, entry.pen());
            } else {
                canvas.dots(
                        new double[] {x + SAMPLE / 2 - 3},
                        new double[] {y - 4},
                        3,
                        entry.pen().tone(),
                        1);
            }
            canvas.text(entry.name(), x + SAMPLE, y, Canvas.Anchor.START, Tone.INK);
        }
    }
}
