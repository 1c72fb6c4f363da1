package org.chiasma.shell.internal.figure;

import org.chiasma.api.operation.OperationReport.Chart.Mark;

/** What becomes of the points of a series. */
interface SeriesShape {
    /** The shape of a mark, with room for {@code capacity} points. */
    static SeriesShape of(Mark mark, int capacity) {
        return switch (mark) {
            case LINE -> new Trace(capacity);
            case POINTS -> new PointCloud(capacity);
        };
    }

    /** Adds a point, neither of whose coordinates is negative. */
    void add(double x, double y);

    /** Notes that a point is missing here. */
    void interrupt();

    /** Draws all points. */
    void draw(Canvas canvas, Pen pen);
}
