package org.chiasma.shell.internal.figure;

import java.util.List;

/** A range of values laid along an axis. */
interface AxisScale {
    /** Where a value lies: 0 at the low end of the axis, 1 at the high end. */
    double place(double value);

    /** Ticks in ascending order, of which at most about {@code most} have a label. */
    List<Tick> ticks(int most);

    /**
     * A mark on the axis.
     *
     * @param place as {@link #place} gives it
     * @param label the value there, empty for a mark between others
     */
    record Tick(double place, String label) {}
}
