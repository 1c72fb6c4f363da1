package org.chiasma.symmetric.internal.storage;

import java.util.List;
import java.util.function.LongConsumer;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;

/**
 * Whether a matrix is symmetric: square, with the same labels on both axes, and entries that agree across the diagonal,
 *
 * <pre>|z_ij - z_ji| &lt;= tolerance max(|z_ij|, |z_ji|, mean of all |z|);</pre>
 *
 * <p>missing entries agree with missing ones only. One pass over pairs of mirrored tiles on all processors; a matrix that
 * is symmetric by its layout is not read.
 *
 * @param tolerance largest relative difference
 */
public record SymmetryCheck(double tolerance) {
    /** For matrices that went through text of few digits or single precision. */
    public static final SymmetryCheck DEFAULT = new SymmetryCheck(1e-6);

    private static final int EDGE = 512;

    /** Checks the tolerance. */
    public SymmetryCheck {
        if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
            throw new IllegalArgumentException("tolerance " + tolerance + ", expected zero or a positive number");
        }
    }

    /**
     * Refuses a matrix that is not symmetric.
     *
     * @param where names it in the refusal
     * @throws DataException {@code E-SYMMETRIC-SHAPE}, {@code E-SYMMETRIC-LABELS}, {@code E-SYMMETRIC-ASYMMETRY}
     */
    public void require(String where, Matrix matrix, Progress progress) {
        requireSquare(where, matrix);
        requireLabels(where, matrix.rows(), matrix.columns());
        if (matrix.spec().layout() != Layout.PACKED_SYMMETRIC) {
            requireMirrored(where, matrix, progress);
        }
    }

    private static void requireSquare(String where, Matrix matrix) {
        if (matrix.rowCount() != matrix.columnCount() || matrix.spec().isStack()) {
            String found = matrix.spec().isStack()
                    ? "a stack of matrices of " + matrix.spec().blockRows() + " x " + matrix.columnCount()
                    : matrix.rowCount() + " x " + matrix.columnCount();
            throw new DataException(
                    "E-SYMMETRIC-SHAPE", where + ": found " + found + ", expected one square matrix; choose another");
        }
    }

    private static void requireLabels(String where, Axis rows, Axis columns) {
        if (!rows.isLabelled() || !columns.isLabelled() || rows.labels().equals(columns.labels())) {
            return;
        }
        List<String> left = rows.labels();
        List<String> top = columns.labels();
        int k = 0;
        while (left.get(k).equals(top.get(k))) {
            k++;
        }
        throw new DataException(
                "E-SYMMETRIC-LABELS",
                where + ": found row " + (k + 1) + " labelled " + left.get(k) + " and column " + (k + 1) + " labelled "
                        + top.get(k) + ", expected the same labels in the same order; sort rows and columns alike");
    }

    private void requireMirrored(String where, Matrix matrix, Progress progress) {
        TileGrid grid = new TileGrid(matrix.rowCount(), EDGE);
        Disagreement worst = new Disagreement();
        progress.begin("checking the symmetry", grid.tiles());
        Workers.forEach(grid.tiles(), () -> new Comparison(matrix, grid, worst, progress));
        if (worst.difference == Double.POSITIVE_INFINITY || worst.difference > tolerance * worst.scale()) {
            throw new DataException(
                    "E-SYMMETRIC-ASYMMETRY",
                    "%s: found %s at row %s, column %s, and %s across the diagonal, expected differences of at most %s of an entry, average the two halves or choose another matrix"
                            .formatted(
                                    where,
                                    worst.above,
                                    matrix.rows().label(worst.row),
                                    matrix.columns().label(worst.column),
                                    worst.below,
                                    tolerance));
        }
    }

    /** The largest difference among those beyond the tolerance of their own two entries, and the mean magnitude. */
    private static final class Disagreement {
        private double difference;
        private long row;
        private long column;
        private double above;
        private double below;
        private double sum;
        private long count;

        synchronized void merge(Disagreement other) {
            sum += other.sum;
            count += other.count;
            boolean earlier = other.row < row || (other.row == row && other.column < column);
            if (other.difference > difference || (other.difference == difference && difference > 0 && earlier)) {
                difference = other.difference;
                row = other.row;
                column = other.column;
                above = other.above;
                below = other.below;
            }
        }

        double scale() {
            return count == 0 ? 0 : sum / count;
        }
    }

    /** One thread's comparison of tiles with their mirror images. */
    private final class Comparison implements LongConsumer {
        private final Matrix matrix;
        private final TileGrid grid;
        private final Disagreement all;
        private final Progress progress;
        private final double[] upper = new double[EDGE * EDGE];
        private final double[] lower = new double[EDGE * EDGE];

        Comparison(Matrix matrix, TileGrid grid, Disagreement all, Progress progress) {
            this.matrix = matrix;
            this.grid = grid;
            this.all = all;
            this.progress = progress;
        }

        @Override
        public void accept(long number) {
            progress.checkCancelled();
            int a = grid.rowOf(number);
            int b = grid.columnOf(number);
            int rows = grid.extent(a);
            int columns = grid.extent(b);
            matrix.copyBlock(grid.first(a), grid.first(b), rows, columns, upper, 0, columns);
            matrix.copyBlock(grid.first(b), grid.first(a), columns, rows, lower, 0, rows);
            Disagreement found = new Disagreement();
            for (int i = 0; i < rows; i++) {
                for (int j = a == b ? i + 1 : 0; j < columns; j++) {
                    compare(grid.first(a) + i, grid.first(b) + j, upper[i * columns + j], lower[j * rows + i], found);
                }
            }
            all.merge(found);
            progress.advance(1);
        }

        private void compare(long row, long column, double above, double below, Disagreement found) {
            double magnitude = Math.max(Math.abs(above), Math.abs(below));
            if (magnitude < Double.POSITIVE_INFINITY) {
                found.sum += magnitude;
                found.count++;
            }
            if (above == below) {
                return;
            }
            double difference = Math.abs(above - below);
            if (Double.isNaN(difference)) {
                // One is missing, or infinite on the other side: no tolerance covers that.
                difference = Double.isNaN(above) && Double.isNaN(below) ? 0 : Double.POSITIVE_INFINITY;
            }
            boolean beyond = difference == Double.POSITIVE_INFINITY || difference > tolerance * magnitude;
            if (beyond && difference > found.difference) {
                found.difference = difference;
                found.row = row;
                found.column = column;
                found.above = above;
                found.below = below;
            }
        }
    }
}
