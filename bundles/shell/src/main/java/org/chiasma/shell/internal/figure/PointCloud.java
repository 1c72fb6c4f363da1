package org.chiasma.shell.internal.figure;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Points, each a dot as long as they are few; many are counted in a grid of small squares, whose opacity grows with the
 * logarithm of the count, so that both the crowd and the outliers can be seen.
 */
final class PointCloud implements SeriesShape {
    private static final int FEW = 600;
    private static final double RADIUS = 2.4;
    private static final double OPACITY = 0.7;

    /** Side of a square in units. */
    private static final double SIDE = 2;

    private static final double LEAST_OPACITY = 0.4;

    /** Steps of opacity. */
    private static final int LEVELS = 7;

    private final double[] xs;
    private final double[] ys;
    private int size;

    /** A cloud with room for {@code capacity} points. */
    PointCloud(int capacity) {
        this.xs = new double[capacity];
        this.ys = new double[capacity];
    }

    @Override
    public void add(double x, double y) {
        xs[size] = x;
        ys[size] = y;
        size++;
    }

    /** A missing point leaves no trace among the others. */
    @Override
    public void interrupt() {}

    @Override
    public void draw(Canvas canvas, Pen pen) {
        if (size <= FEW) {
            canvas.dots(Arrays.copyOf(xs, size), Arrays.copyOf(ys, size), RADIUS, pen.tone(), OPACITY);
            return;
        }
        int columns = 1 + square(Arrays.stream(xs, 0, size).max().orElse(0));
        int rows = 1 + square(Arrays.stream(ys, 0, size).max().orElse(0));
        int[] counts = new int[columns * rows];
        int most = 0;
        for (int k = 0; k < size; k++) {
            int here = square(ys[k]) * columns + square(xs[k]);
            counts[here]++;
            most = Math.max(most, counts[here]);
        }
        for (int level = 0; level < LEVELS; level++) {
            int[] squares = squares(counts, most, level);
            if (squares.length > 0) {
                canvas.squares(
                        corners(squares, k -> k % columns),
                        corners(squares, k -> k / columns),
                        SIDE,
                        pen.tone(),
                        LEAST_OPACITY + (1 - LEAST_OPACITY) * level / (LEVELS - 1));
            }
        }
    }

    private static int square(double length) {
        return (int) (length / SIDE);
    }

    private static int[] squares(int[] counts, int most, int level) {
        return IntStream.range(0, counts.length)
                .filter(k -> counts[k] > 0 && level(counts[k], most) == level)
                .toArray();
    }

    private static double[] corners(int[] squares, IntUnaryOperator place) {
        return Arrays.stream(squares).map(place).mapToDouble(k -> k * SIDE).toArray();
    }

    private static int level(int count, int most) {
        return most == 1 ? LEVELS - 1 : (int) Math.round((LEVELS - 1) * StrictMath.log(count) / StrictMath.log(most));
    }
}
