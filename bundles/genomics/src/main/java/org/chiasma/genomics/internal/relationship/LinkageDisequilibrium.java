package org.chiasma.genomics.internal.relationship;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.linalg.Block;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Linkage disequilibrium of m variants: for each pair the correlation of their dosages over the n samples at which both are
 * observed,
 *
 * <pre>r = (N S_xy - S_x S_y) / sqrt((N S_xx - S_x^2) (N S_yy - S_y^2))</pre>
 *
 * <p>(the composite measure of B. S. Weir, "Inferences about linkage disequilibrium", Biometrics 35, 1979, in dosages; what
 * PLINK reports as unphased r). All pairs give a packed upper triangle; a window gives the band, sparse. The sums are matrix
 * products of tiles of variants: exact while dosages are whole, so that the result does not depend on the tiles. n m^2
 * operations for all pairs, six times that between tiles with missing dosages.
 */
public final class LinkageDisequilibrium {
    private static final int EDGE = 512;
    private static final int ENTRIES = 1 << 20;

    private final LinearAlgebra algebra;
    private final Dosages dosages;
    private final CorrelationMeasure measure;
    private final Progress progress;
    private final int[] kept;
    private final boolean gaps;
    private final int samples;

    /**
     * Looks at the dosages once.
     *
     * @param minimumMaf variants whose rarer allele is rarer are left out
     * @throws DataException {@code E-DOSAGE-RANGE}; {@code E-DOSAGE-NONE} if no variant is left
     */
    public LinkageDisequilibrium(
            LinearAlgebra algebra, Dosages dosages, CorrelationMeasure measure, double minimumMaf, Progress progress) {
        this.algebra = algebra;
        this.dosages = dosages;
        this.measure = measure;
        this.progress = progress;
        this.samples = Math.toIntExact(dosages.samples().size());
        VariantStatistics statistics = VariantStatistics.of(dosages, progress);
        this.kept = IntStream.range(0, statistics.variantCount())
                .filter(v -> statistics.minorFrequency(v) >= minimumMaf)
                .toArray();
        this.gaps = IntStream.of(kept).anyMatch(v -> statistics.observed(v) < samples);
        if (kept.length == 0) {
            throw new DataException(
                    "E-DOSAGE-NONE",
                    "dosages: found no variant among " + statistics.variantCount() + " with --min-maf " + minimumMaf
                            + ", expected at least one; give more variants or samples");
        }
    }

    /** The variants that enter, with their metadata. */
    public Axis variants() {
        return dosages.variants().select(kept);
    }

    /** All pairs: packed symmetric float32, variants x variants; NaN where a variant does not vary. */
    public Matrix all(MatrixStore store) {
        int m = kept.length;
        Axis axis = variants();
        MatrixSpec spec = MatrixSpec.dense(axis, axis)
                .withElementType(ElementType.FLOAT32)
                .withLayout(Layout.PACKED_SYMMETRIC);
        int tiles = (m + EDGE - 1) / EDGE;
        progress.begin("correlations", (long) tiles * (tiles + 1) / 2);
        try (MatrixDraft draft = store.create(spec);
                Tiles made = new Tiles()) {
            for (int row = 0; row < m; row += EDGE) {
                for (int column = row; column < m; column += EDGE) {
                    int width = Math.min(EDGE, m - column);
                    draft.writeBlock(row, column, Math.min(EDGE, m - row), width, made.tile(row, column), 0, width);
                    progress.advance(1);
                }
            }
            return draft.seal();
        }
    }

    /**
     * The pairs of a window: sparse float32, variants x variants, both triangles; what lies outside is not stored. NaN where
     * a variant does not vary.
     *
     * @param window which pairs are wanted, of ascending numbers of {@link #variants()}
     */
    public Matrix banded(MatrixStore store, Window window) {
        int m = kept.length;
        Axis axis = variants();
        MatrixSpec spec = MatrixSpec.dense(axis, axis)
                .withElementType(ElementType.FLOAT32)
                .withLayout(Layout.CSR);
        progress.begin("correlations", m);
        Map<Long, double[]> pending = new HashMap<>();
        try (MatrixDraft draft = store.create(spec);
                Tiles made = new Tiles()) {
            for (int row = 0; row < m; row += EDGE) {
                int height = Math.min(EDGE, m - row);
                int lastColumn = window.last(row + height - 1);
                for (int column = row; column <= lastColumn; column += EDGE) {
                    int entries = height * Math.min(EDGE, m - column);
                    pending.put(key(row, column), Arrays.copyOf(made.tile(row, column), entries));
                }
                writeRows(draft, window, row, height, lastColumn, pending);
                int finished = row;
                pending.keySet().removeIf(key -> (int) (key & 0xFFFFFFFFL) <= finished);
                progress.advance(height);
            }
            return draft.seal();
        }
    }

    /** Which pairs of variants a band holds: for each the last one that still belongs to it. */
    @FunctionalInterface
    public interface Window {
        /** Number of the last variant in the window of {@code variant}; at least {@code variant}, and not descending. */
        int last(int variant);
    }

    private void writeRows(
            MatrixDraft draft, Window window, int row, int height, int lastColumn, Map<Long, double[]> pending) {
        List<Integer> firstColumns = new ArrayList<>();
        for (int block = row - EDGE; block >= 0 && pending.containsKey(key(block, row)); block -= EDGE) {
            firstColumns.add(0, block);
        }
        int[] columns = new int[firstColumns.size() * EDGE + lastColumn - row + 1 + EDGE];
        double[] values = new double[columns.length];
        for (int i = 0; i < height; i++) {
            int variant = row + i;
            int count = 0;
            for (int block : firstColumns) {
                double[] tile = Objects.requireNonNull(pending.get(key(block, row)));
                for (int j = 0; j < EDGE; j++) {
                    if (window.last(block + j) >= variant) {
                        columns[count] = block + j;
                        values[count++] = tile[j * height + i];
                    }
                }
            }
            for (int column = row; column <= lastColumn; column += EDGE) {
                double[] tile = Objects.requireNonNull(pending.get(key(row, column)));
                int width = Math.min(EDGE, kept.length - column);
                for (int j = 0; j < width; j++) {
                    int other = column + j;
                    boolean wanted = other >= variant ? window.last(variant) >= other : window.last(other) >= variant;
                    if (wanted) {
                        columns[count] = other;
                        values[count++] = other < variant ? tile[j * width + i] : tile[i * width + j];
                    }
                }
            }
            draft.writeSparseRow(variant, columns, values, count);
        }
    }

    private static long key(int row, int column) {
        return ((long) row << 32) | column;
    }

    /** Makes tiles of correlations, with memory that is used again for each. */
    private final class Tiles implements AutoCloseable {
        private final Strip left = new Strip();
        private final Strip right = new Strip();
        private final OffHeapMatrix product =
                OffHeapMatrix.zeros(Math.min(EDGE, kept.length), Math.min(EDGE, kept.length));
        private final double[][] sums = new double[gaps ? 6 : 1][EDGE * EDGE];

        /** Correlations of the variants from {@code row} on with those from {@code column} on, row-major; valid until the next. */
        double[] tile(int row, int column) {
            progress.checkCancelled();
            left.load(row);
            Strip other = row == column ? left : right;
            other.load(column);
            int width = other.count;
            sum(left.dosages, other.dosages, 0, other);
            if (gaps) {
                sum(left.present, other.present, 1, other);
                sum(left.dosages, other.present, 2, other);
                sum(left.present, other.dosages, 3, other);
                sum(left.squares, other.present, 4, other);
                sum(left.present, other.squares, 5, other);
            }
            double[] products = sums[0];
            IntStream.range(0, left.count).parallel().forEach(i -> {
                for (int j = 0; j < width; j++) {
                    int at = i * width + j;
                    products[at] = gaps
                            ? correlation(sums[1][at], products[at], sums[2][at], sums[3][at], sums[4][at], sums[5][at])
                            : correlation(
                                    samples,
                                    products[at],
                                    left.sums[i],
                                    other.sums[j],
                                    left.squareSums[i],
                                    other.squareSums[j]);
                }
            });
            return products;
        }

        private void sum(OffHeapMatrix a, OffHeapMatrix b, int target, Strip other) {
            Block block = new Block(product, 0, 0, left.count, other.count);
            algebra.multiply(
                    1,
                    new Block(a, 0, 0, samples, left.count),
                    true,
                    new Block(b, 0, 0, samples, other.count),
                    false,
                    0,
                    block);
            block.read(sums[target]);
        }

        @Override
        public void close() {
            left.close();
            right.close();
            product.close();
        }
    }

    private double correlation(double n, double xy, double x, double y, double xx, double yy) {
        double varianceX = n * xx - x * x;
        double varianceY = n * yy - y * y;
        // of whole dosages these are whole; of others a variance of nothing but rounding is none
        if (varianceX <= 1e-9 * n * xx || varianceY <= 1e-9 * n * yy) {
            return Double.NaN;
        }
        double r = Math.max(-1, Math.min(1, (n * xy - x * y) / Math.sqrt(varianceX * varianceY)));
        return measure == CorrelationMeasure.R ? r : r * r;
    }

    /** Dosages of some consecutive variants, samples x variants, 0 where missing. */
    private final class Strip implements AutoCloseable {
        private final int width = Math.min(EDGE, kept.length);
        private final double[] sums = new double[width];
        private final double[] squareSums = new double[width];
        private final OffHeapMatrix dosages = OffHeapMatrix.zeros(samples, width);
        private final OffHeapMatrix present = OffHeapMatrix.zeros(gaps ? samples : 0, width);
        private final OffHeapMatrix squares = OffHeapMatrix.zeros(gaps ? samples : 0, width);
        private int first = -1;
        private int count;

        /** Holds the variants from number {@code wanted} on. */
        void load(int wanted) {
            if (wanted == first) {
                return;
            }
            first = wanted;
            count = Math.min(EDGE, kept.length - first);
            Arrays.fill(sums, 0);
            Arrays.fill(squareSums, 0);
            int firstVariant = kept[first];
            int span = kept[first + count - 1] - firstVariant + 1;
            int height = Math.max(1, Math.min(samples, ENTRIES / span));
            double[] raw = new double[height * span];
            double[] scratch = new double[raw.length];
            double[] line = new double[count];
            double[] ones = new double[count];
            double[] squared = new double[count];
            for (int from = 0; from < samples; from += height) {
                int rows = Math.min(height, samples - from);
                LinkageDisequilibrium.this.dosages.copy(from, rows, firstVariant, span, raw, scratch);
                for (int i = 0; i < rows; i++) {
                    for (int k = 0; k < count; k++) {
                        double dosage = raw[i * span + kept[first + k] - firstVariant];
                        boolean here = !Double.isNaN(dosage);
                        line[k] = here ? dosage : 0;
                        ones[k] = here ? 1 : 0;
                        squared[k] = line[k] * line[k];
                        sums[k] += line[k];
                        squareSums[k] += squared[k];
                    }
                    dosages.writeRow(from + i, 0, line, 0, count);
                    if (gaps) {
                        present.writeRow(from + i, 0, ones, 0, count);
                        squares.writeRow(from + i, 0, squared, 0, count);
                    }
                }
            }
        }

        @Override
        public void close() {
            dosages.close();
            present.close();
            squares.close();
        }
    }
}
