package org.chiasma.symmetric.internal.model;

import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.jspecify.annotations.Nullable;

/** Features in single precision; what tiles sum up to is added in double precision. */
final class SingleFeatures implements FeatureMatrix {
    private final LinearAlgebra algebra;
    private final FloatMatrix phi;
    private final int p;

    /** Takes over {@code phi}. */
    SingleFeatures(LinearAlgebra algebra, FloatMatrix phi) {
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
        phi.writeRow(column, 0, new float[p], 0, p);
    }

    @Override
    public Dense dense() {
        Dense copy = Dense.zeros(size(), p);
        addTo(phi, copy);
        return copy;
    }

    @Override
    public void addGram(int first, int columns, Dense sum) {
        FloatMatrix part = phi.block(first, 0, columns, p);
        try (FloatMatrix gram = FloatMatrix.zeros(p, p)) {
            algebra.multiply(1, part, true, part, false, 0, gram);
            addTo(gram, sum);
        }
    }

    @Override
    public FloatMatrix times(Dense b) {
        FloatMatrix result = FloatMatrix.zeros(phi.rows(), b.columns());
        try (FloatMatrix factor = FloatMatrix.zeros(b.rows(), b.columns())) {
            float[] row = new float[b.columns()];
            for (int i = 0; i < b.rows(); i++) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = (float) b.get(i, j);
                }
                factor.writeRow(i, 0, row, 0, row.length);
            }
            algebra.multiply(1, phi, false, factor, false, 0, result);
        }
        return result;
    }

    @Override
    public TileProducts products(int folds) {
        return new Products(folds, null);
    }

    @Override
    public TileProducts products(int folds, Dense w) {
        return new Products(folds, times(w));
    }

    @Override
    public void close() {
        phi.close();
    }

    private static void addTo(FloatMatrix part, Dense sum) {
        float[] row = new float[sum.columns()];
        for (int i = 0; i < sum.rows(); i++) {
            part.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                sum.values()[i * row.length + j] += row[j];
            }
        }
    }

    private final class Products implements TileProducts {
        private final FloatMatrix tile = FloatMatrix.zeros(FoldLayout.TILE, FoldLayout.TILE);
        private final FloatMatrix sums;
        private final FloatMatrix product = FloatMatrix.zeros(p, p);
        private final @Nullable FloatMatrix weighted;
        private final float[] row = new float[FoldLayout.TILE];

        Products(int folds, @Nullable FloatMatrix weighted) {
            this.sums = FloatMatrix.zeros((long) FoldLayout.TILE * folds, p);
            this.weighted = weighted;
        }

        @Override
        public void write(int index, double[] source, int offset, int count) {
            for (int j = 0; j < count; j++) {
                row[j] = (float) source[offset + j];
            }
            tile.writeRow(index, 0, row, 0, count);
        }

        @Override
        public void read(int index, double[] target, int offset, int count) {
            tile.readRow(index, 0, row, 0, count);
            for (int j = 0; j < count; j++) {
                target[offset + j] = row[j];
            }
        }

        @Override
        public void predict(int firstRow, int rows, int firstColumn, int columns) {
            FloatMatrix left = java.util.Objects.requireNonNull(weighted).block(firstRow, 0, rows, p);
            FloatMatrix right = phi.block(firstColumn, 0, columns, p);
            algebra.multiply(1, left, false, right, true, 0, tile.block(0, 0, rows, columns));
        }

        @Override
        public void clearSums() {
            float[] zeros = new float[p];
            for (long i = 0; i < sums.rows(); i++) {
                sums.writeRow(i, 0, zeros, 0, p);
            }
        }

        @Override
        public void addTile(int rows, int from, int count, int first, int fold) {
            FloatMatrix sum = sums.block((long) fold * FoldLayout.TILE, 0, rows, p);
            algebra.multiply(1, tile.block(0, from, rows, count), false, phi.block(first, 0, count, p), false, 1, sum);
        }

        @Override
        public void addStrip(int from, int count, int first, int fold, Dense sum) {
            FloatMatrix right = sums.block((long) fold * FoldLayout.TILE + from, 0, count, p);
            algebra.multiply(1, phi.block(first, 0, count, p), true, right, false, 0, product);
            addTo(product, sum);
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
