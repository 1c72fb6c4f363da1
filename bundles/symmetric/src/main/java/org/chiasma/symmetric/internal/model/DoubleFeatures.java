package org.chiasma.symmetric.internal.model;

import org.chiasma.linalg.Block;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.jspecify.annotations.Nullable;

/** Features in double precision. */
final class DoubleFeatures implements FeatureMatrix {
    private final LinearAlgebra algebra;
    private final OffHeapMatrix phi;
    private final int p;

    /** Takes over {@code phi}. */
    DoubleFeatures(LinearAlgebra algebra, OffHeapMatrix phi) {
        this.algebra = algebra;
        this.phi = phi;
        this.p = Math.toIntExact(phi.columns());
    }

    @Override
    public int size() {
        return Math.toIntExact(phi.rows());
    }

    @Override
    public int count() {
        return p;
    }

    @Override
    public void clear(int column) {
        phi.writeRow(column, 0, new double[p], 0, p);
    }

    @Override
    public Dense dense() {
        return Dense.of(phi);
    }

    @Override
    public void addGram(int first, int columns, Dense sum) {
        Block part = new Block(phi, first, 0, columns, p);
        try (OffHeapMatrix gram = OffHeapMatrix.zeros(p, p)) {
            algebra.multiply(1, part, true, part, false, 0, Block.of(gram));
            sum.add(1, Dense.of(gram));
        }
    }

    @Override
    public FloatMatrix times(Dense b) {
        FloatMatrix result = FloatMatrix.zeros(phi.rows(), b.columns());
        try (OffHeapMatrix product = product(b)) {
            double[] row = new double[b.columns()];
            float[] single = new float[row.length];
            for (long i = 0; i < product.rows(); i++) {
                product.readRow(i, 0, row, 0, row.length);
                for (int j = 0; j < row.length; j++) {
                    single[j] = (float) row[j];
                }
                result.writeRow(i, 0, single, 0, single.length);
            }
        }
        return result;
    }

    @Override
    public TileProducts products(int folds) {
        return new Products(folds, null);
    }

    @Override
    public TileProducts products(int folds, Dense w) {
        return new Products(folds, product(w));
    }

    private OffHeapMatrix product(Dense b) {
        OffHeapMatrix product = OffHeapMatrix.zeros(phi.rows(), b.columns());
        try (OffHeapMatrix factor = b.offHeap()) {
            algebra.multiply(1, phi, false, factor, false, 0, product);
        }
        return product;
    }

    @Override
    public void close() {
        phi.close();
    }

    private final class Products implements TileProducts {
        private final OffHeapMatrix tile = OffHeapMatrix.zeros(FoldLayout.TILE, FoldLayout.TILE);
        private final OffHeapMatrix sums;
        private final OffHeapMatrix product = OffHeapMatrix.zeros(p, p);
        private final @Nullable OffHeapMatrix weighted;

        Products(int folds, @Nullable OffHeapMatrix weighted) {
            this.sums = OffHeapMatrix.zeros((long) FoldLayout.TILE * folds, p);
            this.weighted = weighted;
        }

        @Override
        public void write(int index, double[] source, int offset, int count) {
            tile.writeRow(index, 0, source, offset, count);
        }

        @Override
        public void read(int index, double[] target, int offset, int count) {
            tile.readRow(index, 0, target, offset, count);
        }

        @Override
        public void predict(int firstRow, int rows, int firstColumn, int columns) {
            Block left = new Block(java.util.Objects.requireNonNull(weighted), firstRow, 0, rows, p);
            Block right = new Block(phi, firstColumn, 0, columns, p);
            algebra.multiply(1, left, false, right, true, 0, new Block(tile, 0, 0, rows, columns));
        }

        @Override
        public void clearSums() {
            Block.of(sums).fill(0);
        }

        @Override
        public void addTile(int rows, int from, int count, int first, int fold) {
            Block sum = new Block(sums, (long) fold * FoldLayout.TILE, 0, rows, p);
            Block left = new Block(tile, 0, from, rows, count);
            algebra.multiply(1, left, false, new Block(phi, first, 0, count, p), false, 1, sum);
        }

        @Override
        public void addStrip(int from, int count, int first, int fold, Dense sum) {
            Block right = new Block(sums, (long) fold * FoldLayout.TILE + from, 0, count, p);
            Block left = new Block(phi, first, 0, count, p);
            algebra.multiply(1, left, true, right, false, 0, Block.of(product));
            sum.add(1, Dense.of(product));
        }

        @Override
        public void close() {
            tile.close();
            sums.close();
            product.close();
            if (weighted != null) {
                weighted.close();
            }
        }
    }
}
