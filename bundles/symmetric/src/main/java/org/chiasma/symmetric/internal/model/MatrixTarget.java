package org.chiasma.symmetric.internal.model;

import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;

/** Entries of a symmetric matrix between some of its columns, on the scale of a link. */
public final class MatrixTarget implements Target {
    private final Matrix matrix;
    private final int[] columns;
    private final Link link;

    /**
     * @param matrix symmetric
     * @param columns those that take part, ascending
     * @param link whose scale the entries are brought to
     */
    public MatrixTarget(Matrix matrix, int[] columns, Link link) {
        this.matrix = matrix;
        this.columns = columns.clone();
        this.link = link;
    }

    @Override
    public int size() {
        return columns.length;
    }

    @Override
    public boolean isSingle() {
        return matrix.spec().elementType() == ElementType.FLOAT32;
    }

    @Override
    public void copy(int firstRow, int firstColumn, int rows, int count, double[] target) {
        if (isRun(firstRow, rows) && isRun(firstColumn, count)) {
            matrix.copyBlock(columns[firstRow], columns[firstColumn], rows, count, target, 0, count);
        } else {
            gather(firstRow, firstColumn, rows, count, target);
        }
        if (link != Link.IDENTITY) {
            for (int k = 0; k < rows * count; k++) {
                target[k] = link.toScale(target[k]);
            }
        }
    }

    @Override
    public Target raw() {
        return link == Link.IDENTITY ? this : new MatrixTarget(matrix, columns, Link.IDENTITY);
    }

    private boolean isRun(int first, int count) {
        return columns[first + count - 1] - columns[first] == count - 1;
    }

    private void gather(int firstRow, int firstColumn, int rows, int count, double[] target) {
        int low = columns[firstColumn];
        int span = columns[firstColumn + count - 1] - low + 1;
        double[] row = new double[span];
        for (int i = 0; i < rows; i++) {
            matrix.copyBlock(columns[firstRow + i], low, 1, span, row, 0, span);
            for (int j = 0; j < count; j++) {
                target[i * count + j] = row[columns[firstColumn + j] - low];
            }
        }
    }
}
