package org.chiasma.completion.internal.kernel;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Fills a kernel matrix tile by tile: a matrix product by BLAS gives the correlations, then every processor takes rows
 * of the tile through the layers while they are still in the cache.
 */
final class KernelTiles {
    /** Rows of a tile. */
    static final int ROWS = 256;

    private static final int COLUMNS = 1024;

    private final LinearAlgebra algebra;
    private final UnitRows a;
    private final UnitRows b;
    private final int depth;
    private final OffHeapMatrix kernel;
    private final List<Lane> lanes;

    /** Fills {@code kernel}, |a| x |b|, with the kernel of {@code depth} layers between the items of a and b. */
    KernelTiles(LinearAlgebra algebra, UnitRows a, UnitRows b, int depth, OffHeapMatrix kernel) {
        this.algebra = algebra;
        this.a = a;
        this.b = b;
        this.depth = depth;
        this.kernel = kernel;
        this.lanes = Stream.generate(Lane::new).limit(algebra.threads()).toList();
    }

    /** Fills the columns before {@code end} of the next {@link #ROWS} rows from {@code firstRow} on. */
    void fill(int firstRow, int end, Progress progress) {
        int rows = Math.min(ROWS, a.items() - firstRow);
        for (int column = 0; column < end; column += COLUMNS) {
            progress.checkCancelled();
            int firstColumn = column;
            int columns = Math.min(COLUMNS, end - column);
            try (OffHeapMatrix products = OffHeapMatrix.zeros(rows, columns)) {
                algebra.multiplyTransposedTile(
                        a.directions(), firstRow, rows, b.directions(), firstColumn, columns, products);
                IntStream.range(0, lanes.size())
                        .parallel()
                        .forEach(lane -> fillRows(lane, firstRow, firstColumn, products));
            }
            progress.advance((long) rows * columns);
        }
    }

    /** The rows of one lane: every lanes-th. */
    private void fillRows(int lane, int firstRow, int firstColumn, OffHeapMatrix products) {
        for (int row = lane; row < products.rows(); row += lanes.size()) {
            for (int column = 0; column < products.columns(); column += ArcCosineLayer.BLOCK) {
                int count = (int) Math.min(ArcCosineLayer.BLOCK, products.columns() - column);
                lanes.get(lane).fill(firstRow + row, firstColumn + column, products, row, column, count);
            }
        }
    }

    /** The work space of one processor. */
    private final class Lane {
        private final ArcCosineLayer layer = new ArcCosineLayer();
        private final double[] rho = new double[ArcCosineLayer.BLOCK];
        private final double[] theta = new double[ArcCosineLayer.BLOCK];
        private final int[] near = new int[ArcCosineLayer.BLOCK];
        private final double[] u = new double[a.width()];
        private final double[] v = new double[a.width()];

        void fill(int item, int firstOther, OffHeapMatrix products, int row, int column, int count) {
            products.readRow(row, column, rho, 0, count);
            System.arraycopy(rho, 0, theta, 0, count);
            int nearCount = findNear(count);
            for (int i = 0; i < depth; i++) {
                layer.apply(rho, theta, count);
            }
            fillNear(item, firstOther, nearCount);
            scale(theta, a.lengths()[item], b.lengths(), firstOther, count);
            kernel.writeRow(item, firstOther, theta, 0, count);
        }

        private int findNear(int count) {
            int found = 0;
            for (int i = 0; i < count; i++) {
                if (Math.abs(rho[i]) > 1 - NearPair.DEFICIT) {
                    near[found++] = i;
                }
            }
            return found;
        }

        private void fillNear(int item, int firstOther, int nearCount) {
            if (nearCount == 0) {
                return;
            }
            a.directions().readRow(item, 0, u, 0, u.length);
            for (int i = 0; i < nearCount; i++) {
                b.directions().readRow(firstOther + near[i], 0, v, 0, v.length);
                theta[near[i]] = NearPair.kernel(u, v, depth);
            }
        }

        private static void scale(double[] values, double length, double[] lengths, int first, int count) {
            for (int i = 0; i < count; i++) {
                values[i] *= length * lengths[first + i];
            }
        }
    }
}
