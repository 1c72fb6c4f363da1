package org.chiasma.symmetric.internal.model;

import java.util.Arrays;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Matrix;

/**
 * The vectors v_j = (x_:j, y_:j) of the D columns of one example: D x n, row-major, n rows of X and Y together.
 * {@code NaN} is a missing value. Consecutive columns may belong to segments (chromosomes), across which no context reaches.
 */
public final class ColumnValues {
    private static final int BLOCK = 1 << 20;

    private final int columns;
    private final int rowsOfX;
    private final int rowsOfY;
    private final double[] values;
    private final int[] segmentStarts;

    private ColumnValues(int columns, int rowsOfX, int rowsOfY, double[] values, int[] segmentStarts) {
        this.columns = columns;
        this.rowsOfX = rowsOfX;
        this.rowsOfY = rowsOfY;
        this.values = values;
        this.segmentStarts = segmentStarts;
    }

    /**
     * Reads X and Y.
     *
     * @param x N x D
     * @param y M x D
     * @param segmentStarts first column of every segment, ascending, beginning with 0
     * @throws DataException {@code E-SYMMETRIC-SHAPE} if they have no rows, or other numbers of columns
     */
    public static ColumnValues of(Matrix x, Matrix y, int[] segmentStarts) {
        if (x.columnCount() != y.columnCount()) {
            throw new DataException(
                    "E-SYMMETRIC-SHAPE",
                    "X and Y: found %d and %d columns, expected the same columns in both, in the same order"
                            .formatted(x.columnCount(), y.columnCount()));
        }
        int columns = Math.toIntExact(x.columnCount());
        int rowsOfX = requireRows("X", x);
        int rowsOfY = requireRows("Y", y);
        int n = Math.addExact(rowsOfX, rowsOfY);
        double[] values = new double[Math.multiplyExact(columns, n)];
        transpose(x, values, 0, n);
        transpose(y, values, rowsOfX, n);
        return new ColumnValues(columns, rowsOfX, rowsOfY, values, segmentStarts.clone());
    }

    private static int requireRows(String name, Matrix matrix) {
        if (matrix.rowCount() == 0) {
            throw new DataException(
                    "E-SYMMETRIC-SHAPE", name + ": found no rows, expected at least one value for every column");
        }
        return Math.toIntExact(matrix.rowCount());
    }

    private static void transpose(Matrix source, double[] target, int firstRow, int n) {
        int rows = (int) source.rowCount();
        int columns = (int) source.columnCount();
        int width = Math.max(1, Math.min(columns, BLOCK / rows));
        double[] block = new double[rows * width];
        for (int first = 0; first < columns; first += width) {
            int count = Math.min(width, columns - first);
            source.copyBlock(0, first, rows, count, block, 0, count);
            for (int j = 0; j < count; j++) {
                for (int i = 0; i < rows; i++) {
                    target[(first + j) * n + firstRow + i] = block[i * count + j];
                }
            }
        }
    }

    /** D. */
    public int columns() {
        return columns;
    }

    /** Rows of X. */
    public int rowsOfX() {
        return rowsOfX;
    }

    /** Rows of Y. */
    public int rowsOfY() {
        return rowsOfY;
    }

    /** Rows of X and Y together, n. */
    public int rows() {
        return rowsOfX + rowsOfY;
    }

    /** First column of every segment. */
    public int[] segmentStarts() {
        return segmentStarts.clone();
    }

    /** Value {@code row} (those of X, then those of Y) of column {@code column}. */
    public double get(int column, int row) {
        return values[column * rows() + row];
    }

    /** Copies the n values of a column. */
    void copy(int column, double[] target, int offset) {
        System.arraycopy(values, column * rows(), target, offset, rows());
    }

    /** Some columns, ascending; those of one segment stay one segment. */
    public ColumnValues select(int[] selected) {
        int n = rows();
        double[] kept = new double[selected.length * n];
        int[] starts = new int[segmentStarts.length];
        int segments = 0;
        int before = -1;
        for (int k = 0; k < selected.length; k++) {
            copy(selected[k], kept, k * n);
            int segment = segmentOf(selected[k]);
            if (segment != before) {
                starts[segments++] = k;
                before = segment;
            }
        }
        return new ColumnValues(selected.length, rowsOfX, rowsOfY, kept, Arrays.copyOf(starts, segments));
    }

    /** The ordinal of the segment of a column. */
    public int segmentOf(int column) {
        int at = Arrays.binarySearch(segmentStarts, column);
        return at >= 0 ? at : -at - 2;
    }

    /** One past the last column of a segment. */
    int segmentEnd(int segment) {
        return segment + 1 < segmentStarts.length ? segmentStarts[segment + 1] : columns;
    }
}
