package org.chiasma.linalg;

/** Transposed copies, in blocks that stay in cache. */
final class Transpose {
    private static final int BLOCK = 64;

    private Transpose() {}

    /**
     * Copies {@code source^T} to the first columns of the first rows of {@code target}.
     *
     * @param source m x n
     * @param target at least n x m
     */
    static void copy(Block source, OffHeapMatrix target) {
        int m = LinearAlgebra.extent(source.rows());
        int n = LinearAlgebra.extent(source.columns());
        double[] block = new double[BLOCK * BLOCK];
        double[] row = new double[BLOCK];
        for (int i = 0; i < m; i += BLOCK) {
            for (int j = 0; j < n; j += BLOCK) {
                copyBlock(source, i, j, Math.min(BLOCK, m - i), Math.min(BLOCK, n - j), target, block, row);
            }
        }
    }

    private static void copyBlock(
            Block source,
            int firstRow,
            int firstColumn,
            int height,
            int width,
            OffHeapMatrix target,
            double[] block,
            double[] row) {
        for (int i = 0; i < height; i++) {
            source.matrix()
                    .readRow(
                            source.firstRow() + firstRow + i,
                            source.firstColumn() + firstColumn,
                            block,
                            i * BLOCK,
                            width);
        }
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < height; i++) {
                row[i] = block[i * BLOCK + j];
            }
            target.writeRow(firstColumn + j, firstRow, row, 0, height);
        }
    }
}
