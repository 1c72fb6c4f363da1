package org.chiasma.shell.internal.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines through points. Where many points come to lie above the same place of the horizontal axis, only the first, the
 * lowest, the highest and the last of them are kept, so that a line of a million points looks the same and stays small.
 */
final class Trace implements SeriesShape {
    /** Width in units of what counts as the same place. */
    private static final double PLACE = 0.5;

    private final List<double[]> runs = new ArrayList<>();
    private final double[] xs;
    private final double[] ys;
    private int size;

    /** A line with room for {@code capacity} points. */
    Trace(int capacity) {
        this.xs = new double[capacity];
        this.ys = new double[capacity];
    }

    @Override
    public void add(double x, double y) {
        xs[size] = x;
        ys[size] = y;
        size++;
    }

    @Override
    public void interrupt() {
        if (size == 0) {
            return;
        }
        int[] kept = kept();
        runs.add(Arrays.stream(kept).mapToDouble(k -> xs[k]).toArray());
        runs.add(Arrays.stream(kept).mapToDouble(k -> ys[k]).toArray());
        size = 0;
    }

    /** Draws the line; a point between two missing ones is a dot. */
    @Override
    public void draw(Canvas canvas, Pen pen) {
        interrupt();
        for (int run = 0; run < runs.size(); run += 2) {
            if (runs.get(run).length == 1) {
                canvas.dots(runs.get(run), runs.get(run + 1), pen.width(), pen.tone(), 1);
            } else {
                canvas.line(runs.get(run), runs.get(run + 1), pen);
            }
        }
    }

    private int[] kept() {
        int[] kept = new int[size];
        int count = 0;
        int first = 0;
        while (first < size) {
            int last = first;
            int lowest = first;
            int highest = first;
            while (last + 1 < size && samePlace(first, last + 1)) {
                last++;
                lowest = ys[last] > ys[lowest] ? last : lowest;
                highest = ys[last] < ys[highest] ? last : highest;
            }
            int earlier = Math.min(lowest, highest);
            int later = Math.max(lowest, highest);
            kept[count++] = first;
            for (int k : new int[] {earlier, later, last}) {
                if (k > kept[count - 1]) {
                    kept[count++] = k;
                }
            }
            first = last + 1;
        }
        return Arrays.copyOf(kept, count);
    }

    private boolean samePlace(int from, int to) {
        return Math.floor(xs[from] / PLACE) == Math.floor(xs[to] / PLACE);
    }
}
