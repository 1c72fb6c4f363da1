package org.chiasma.completion.internal.solve;

import org.chiasma.linalg.OffHeapMatrix;

/** Copies rows and columns of off-heap matrices by position. */
final class Selection {
    private Selection() {}

    /** Entries (rows[i], columns[j]) as a new matrix. */
    static OffHeapMatrix of(OffHeapMatrix matrix, int[] rows, int[] columns) {
        OffHeapMatrix selected = OffHeapMatrix.zeros(rows.length, columns.length);
        double[] whole = new double[Math.toIntExact(matrix.columns())];
        double[] part = new double[columns.length];
        for (int i = 0; i < rows.length; i++) {
            matrix.readRow(rows[i], 0, whole, 0, whole.length);
            for (int j = 0; j < columns.length; j++) {
                part[j] = whole[columns[j]];
            }
            selected.writeRow(i, 0, part, 0, part.length);
        }
        return selected;
    }

    /** Whole rows as a new matrix. */
    static OffHeapMatrix rows(OffHeapMatrix matrix, int[] rows) {
        OffHeapMatrix selected = OffHeapMatrix.zeros(rows.length, matrix.columns());
        double[] row = new double[Math.toIntExact(matrix.columns())];
        for (int i = 0; i < rows.length; i++) {
            matrix.readRow(rows[i], 0, row, 0, row.length);
            selected.writeRow(i, 0, row, 0, row.length);
        }
        return selected;
    }

    /**
     * The lower triangle of the entries (positions[i], positions[j]) as a new matrix, zero above the diagonal.
     *
     * @param matrix square; only its lower triangle is read
     * @param positions ascending
     */
    static OffHeapMatrix lowerTriangle(OffHeapMatrix matrix, int[] positions) {
        OffHeapMatrix selected = OffHeapMatrix.zeros(positions.length, positions.length);
        double[] whole = new double[Math.toIntExact(matrix.columns())];
        double[] part = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            int first = positions[0];
            matrix.readRow(positions[i], first, whole, 0, positions[i] + 1 - first);
            for (int j = 0; j <= i; j++) {
                part[j] = whole[positions[j] - first];
            }
            selected.writeRow(i, 0, part, 0, i + 1);
        }
        return selected;
    }

    /** Writes {@code values} to the entries (rows[i], columns[j]) of {@code matrix}. */
    static void put(OffHeapMatrix values, OffHeapMatrix matrix, int[] rows, int[] columns) {
        double[] whole = new double[Math.toIntExact(matrix.columns())];
        double[] part = new double[columns.length];
        for (int i = 0; i < rows.length; i++) {
            matrix.readRow(rows[i], 0, whole, 0, whole.length);
            values.readRow(i, 0, part, 0, part.length);
            for (int j = 0; j < columns.length; j++) {
                whole[columns[j]] = part[j];
            }
            matrix.writeRow(rows[i], 0, whole, 0, whole.length);
        }
    }

    /** Makes a square matrix symmetric from its lower triangle, in blocks that stay in the cache. */
    static void mirrorLower(OffHeapMatrix matrix) {
        int n = Math.toIntExact(matrix.rows());
        int side = 64;
        double[] block = new double[side * side];
        double[] line = new double[side];
        for (int top = 0; top < n; top += side) {
            int height = Math.min(side, n - top);
            for (int left = 0; left <= top; left += side) {
                int width = Math.min(side, n - left);
                for (int i = 0; i < height; i++) {
                    matrix.readRow(top + i, left, block, i * side, width);
                }
                for (int j = 0; j < width; j++) {
                    int first = left == top ? j : 0;
                    for (int i = first; i < height; i++) {
                        line[i] = block[i * side + j];
                    }
                    matrix.writeRow(left + j, top + first, line, first, height - first);
                }
            }
        }
    }
}
