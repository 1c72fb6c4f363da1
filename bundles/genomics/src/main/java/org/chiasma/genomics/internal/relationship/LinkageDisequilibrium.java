package org.chiasma.genomics.internal.relationship;

import java.util.ArrayList;
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

    private final LinearAlgebra algebra;
    private final Dosages dosages;
    private final CorrelationMeasure measure;
    private final Progress progress;
    private final int[] kept;
    private final int[] observed;
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
        this.observed = IntStream.of(kept).map(statistics::observed).toArray();
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
        try (MatrixDraft draft = store.create(spec)) {
            for (int row = 0; row < m; row += EDGE) {
                try (Strip left = new Strip(row)) {
                    for (int column = row; column < m; column += EDGE) {
                        double[] tile = tile(left, column);
                        draft.writeBlock(
                                row,
                                column,
                                left.count,
                                Math.min(EDGE, m - column),
                                tile,
                                0,
                                Math.min(EDGE, m - column));
                        progress.advance(1);
                    }
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
        try (MatrixDraft draft = store.create(spec)) {
            for (int row = 0; row < m; row += EDGE) {
                int height = Math.min(EDGE, m - row);
                int lastColumn = window.last(row + height - 1);
                try (Strip left = new Strip(row)) {
                    for (int column = row; column <= lastColumn; column += EDGE) {
                        pending.put(key(row, column), tile(left, column));
                    }
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

    /** Correlations of the variants of {@code left} with those from {@code column} on, row-major. */
    private double[] tile(Strip left, int column) {
        progress.checkCancelled();
        try (Strip right = new Strip(column)) {
            int height = left.count;
            int width = right.count;
            double[] product = product(left.dosages, right.dosages, height, width);
            boolean gaps = left.gaps || right.gaps;
            double[] common = gaps ? product(left.present(), right.present(), height, width) : new double[0];
            double[] rowSum = gaps ? product(left.dosages, right.present(), height, width) : new double[0];
            double[] columnSum = gaps ? product(left.present(), right.dosages, height, width) : new double[0];
            double[] rowSquares = gaps ? product(left.squares(), right.present(), height, width) : new double[0];
            double[] columnSquares = gaps ? product(left.present(), right.squares(), height, width) : new double[0];
            IntStream.range(0, height).parallel().forEach(i -> {
                for (int j = 0; j < width; j++) {
                    int at = i * width + j;
                    product[at] = gaps
                            ? correlation(
                                    common[at],
                                    product[at],
                                    rowSum[at],
                                    columnSum[at],
                                    rowSquares[at],
                                    columnSquares[at])
                            : correlation(
                                    samples,
                                    product[at],
                                    left.sums[i],
                                    right.sums[j],
                                    left.squareSums[i],
                                    right.squareSums[j]);
                }
            });
            return product;
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

    private double[] product(OffHeapMatrix a, OffHeapMatrix b, int height, int width) {
        try (OffHeapMatrix c = OffHeapMatrix.zeros(height, width)) {
            algebra.multiply(1, a, true, b, false, 0, c);
            double[] product = new double[height * width];
            Block.of(c).read(product);
            return product;
        }
    }

    /** Dosages of some consecutive variants, samples x variants, 0 where missing. */
    private final class Strip implements AutoCloseable {
        final int count;
        final boolean gaps;
        final double[] sums;
        final double[] squareSums;
        final OffHeapMatrix dosages;
        private final OffHeapMatrix present;
        private final OffHeapMatrix squares;

        Strip(int first) {
            count = Math.min(EDGE, kept.length - first);
            boolean missing = false;
            for (int k = 0; k < count; k++) {
                missing |= observed[first + k] < samples;
            }
            gaps = missing;
            sums = new double[count];
            squareSums = new double[count];
            dosages = OffHeapMatrix.zeros(samples, count);
            present = OffHeapMatrix.zeros(samples, count);
            squares = OffHeapMatrix.zeros(samples, count);
            fill(first);
        }

        OffHeapMatrix present() {
            return present;
        }

        OffHeapMatrix squares() {
            return squares;
        }

        private void fill(int first) {
            int firstVariant = kept[first];
            int span = kept[first + count - 1] - firstVariant + 1;
            int height = Math.max(1, Math.min(samples, (1 << 20) / span));
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
                    present.writeRow(from + i, 0, ones, 0, count);
                    squares.writeRow(from + i, 0, squared, 0, count);
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
