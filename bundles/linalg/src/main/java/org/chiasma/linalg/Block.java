package org.chiasma.linalg;

import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.javacpp.DoublePointer;

/**
 * A rectangle of a matrix, without a copy: what is written to it is written to the matrix. Valid while the matrix is
 * open.
 *
 * @param matrix the whole
 * @param firstRow its row that is the rectangle's first
 * @param firstColumn its column that is the rectangle's first
 * @param rows height
 * @param columns width
 */
public record Block(OffHeapMatrix matrix, long firstRow, long firstColumn, long rows, long columns) {
    /**
     * Checks the bounds.
     *
     * @throws IndexOutOfBoundsException if the rectangle reaches beyond the matrix
     */
    public Block {
        Objects.checkFromIndexSize(firstRow, rows, matrix.rows());
        Objects.checkFromIndexSize(firstColumn, columns, matrix.columns());
    }

    /** All of a matrix. */
    public static Block of(OffHeapMatrix matrix) {
        return new Block(matrix, 0, 0, matrix.rows(), matrix.columns());
    }

    /** Copies the entries to {@code target}, row-major without gaps. */
    public void read(double[] target) {
        int width = LinearAlgebra.extent(columns);
        for (int i = 0; i < rows; i++) {
            matrix.readRow(firstRow + i, firstColumn, target, i * width, width);
        }
    }

    /** Copies the entries from {@code source}, row-major without gaps. */
    public void write(double[] source) {
        int width = LinearAlgebra.extent(columns);
        for (int i = 0; i < rows; i++) {
            matrix.writeRow(firstRow + i, firstColumn, source, i * width, width);
        }
    }

    /** Copies the entries of {@code source}, which is of the same shape; the two must not overlap. */
    public void copyFrom(Block source) {
        if (source.rows != rows || source.columns != columns) {
            throw new IllegalArgumentException(
                    "cannot copy %d x %d to %d x %d".formatted(source.rows, source.columns, rows, columns));
        }
        double[] row = new double[LinearAlgebra.extent(columns)];
        for (long i = 0; i < rows; i++) {
            source.matrix.readRow(source.firstRow + i, source.firstColumn, row, 0, row.length);
            matrix.writeRow(firstRow + i, firstColumn, row, 0, row.length);
        }
    }

    /** Sets every entry. */
    public void fill(double v) {
        double[] row = new double[LinearAlgebra.extent(columns)];
        Arrays.fill(row, v);
        for (long i = 0; i < rows; i++) {
            matrix.writeRow(firstRow + i, firstColumn, row, 0, row.length);
        }
    }

    /** The address of the first entry. */
    DoublePointer address() {
        return matrix.at(firstRow, firstColumn);
    }

    /** Distance of two rows, in entries. */
    int stride() {
        return LinearAlgebra.extent(matrix.columns());
    }
}
