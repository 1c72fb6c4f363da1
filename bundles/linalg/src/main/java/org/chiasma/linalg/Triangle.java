package org.chiasma.linalg;

/** Copies between the triangles of square matrices, in blocks that stay in cache. */
final class Triangle {
    private static final int BLOCK = 64;

    private Triangle() {}

    /** Copies the lower triangle and the diagonal; the rest of {@code target} stays. */
    static void copyLower(OffHeapMatrix source, OffHeapMatrix target) {
        double[] row = new double[Math.toIntExact(source.columns())];
        for (int i = 0; i < row.length; i++) {
            source.readRow(i, 0, row, 0, i + 1);
            target.writeRow(i, 0, row, 0, i + 1);
        }
    }

    /** Makes {@code matrix} symmetric by copying its lower triangle to the upper one. */
    static void mirrorLower(OffHeapMatrix matrix) {
        int n = Math.toIntExact(matrix.rows());
        double[] block = new double[BLOCK * BLOCK];
        double[] row = new double[BLOCK];
        for (int i = 0; i < n; i += BLOCK) {
            for (int j = 0; j <= i; j += BLOCK) {
                mirrorBlock(matrix, i, j, Math.min(BLOCK, n - i), Math.min(BLOCK, n - j), block, row);
            }
        }
    }

    private static void mirrorBlock(
            OffHeapMatrix matrix, int firstRow, int firstColumn, int height, int width, double[] block, double[] row) {
        for (int i = 0; i < height; i++) {
            matrix.readRow(firstRow + i, firstColumn, block, i * BLOCK, width);
        }
        for (int j = 0; j < width; j++) {
            // On the diagonal only what lies right of it is overwritten.
            int first = firstRow == firstColumn ? j : 0;
            for (int i = first; i < height; i++) {
                row[i] = block[i * BLOCK + j];
            }
            matrix.writeRow(firstColumn + j, firstRow + first, row, first, height - first);
        }
    }
}
