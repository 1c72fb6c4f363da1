package org.chiasma.shell.internal.render;

import org.chiasma.api.matrix.Matrix;

/**
 * What can be said of a matrix's entries in one pass.
 *
 * @param entries all of them
 * @param missing those that are {@code NaN}
 * @param minimum of the present ones; {@code NaN} when there are none
 * @param maximum of the present ones; {@code NaN} when there are none
 * @param mean of the present ones; {@code NaN} when there are none
 * @param deviation their standard deviation, dividing by the number less one; {@code NaN} when there are fewer than two
 */
public record MatrixFigures(long entries, long missing, double minimum, double maximum, double mean, double deviation) {
    private static final int TILE = 256;

    /** Reads every entry once; mean and deviation by Welford's recurrence. */
    public static MatrixFigures of(Matrix matrix) {
        Pass pass = new Pass();
        matrix.forEachTile(TILE, TILE, pass::add);
        long present = pass.entries - pass.missing;
        return new MatrixFigures(
                pass.entries,
                pass.missing,
                present == 0 ? Double.NaN : pass.minimum,
                present == 0 ? Double.NaN : pass.maximum,
                present == 0 ? Double.NaN : pass.mean,
                present < 2 ? Double.NaN : Math.sqrt(pass.squares / (present - 1)));
    }

    private static final class Pass {
        private long entries;
        private long missing;
        private double minimum = Double.POSITIVE_INFINITY;
        private double maximum = Double.NEGATIVE_INFINITY;
        private double mean;
        private double squares;

        void add(Matrix.Tile tile) {
            int size = tile.rowCount() * tile.columnCount();
            for (int k = 0; k < size; k++) {
                double value = tile.values()[k];
                entries++;
                if (Double.isNaN(value)) {
                    missing++;
                    continue;
                }
                minimum = Math.min(minimum, value);
                maximum = Math.max(maximum, value);
                double step = value - mean;
                mean += step / (entries - missing);
                squares += step * (value - mean);
            }
        }
    }
}
