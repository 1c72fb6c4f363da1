package org.chiasma.genomics.internal.relationship;

import java.util.stream.IntStream;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.linalg.Block;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * The genomic relationship matrix of n samples from m variants,
 *
 * <pre>G_ij = 1 / m_ij sum_v (g_iv - 2 p_v) (g_jv - 2 p_v) / (2 p_v (1 - p_v))</pre>
 *
 * <p>with the frequency p_v of the counted allele among these samples, over the m_ij variants at which both are observed
 * (J. Yang et al., "Common SNPs explain a large proportion of the heritability for human height", Nature Genetics 42,
 * 2010). Pooled: sum_v (g_iv - 2 p_v) (g_jv - 2 p_v) / sum_v 2 p_v (1 - p_v), over the variants at which both are observed
 * (P. M. VanRaden, "Efficient methods to compute genomic predictions", J. Dairy Science 91, 2008, method 1). A variant
 * that does not vary adds nothing to the sum but counts in m_ij, as it does for PLINK.
 *
 * <p>n^2 m operations, half of a full product, in tiles of the upper triangle; memory beside the result is one tile and the
 * dosages of two rows of tiles at some variants.
 */
public final class RelationshipMatrix {
    private static final int EDGE = 1024;
    private static final int STRIP = 128;
    private static final int VARIANTS = 1024;

    private final LinearAlgebra algebra;
    private final Dosages dosages;
    private final RelationshipScale scale;
    private final VariantStatistics statistics;
    private final int[] kept;
    private final int unvarying;
    /** Mean dosage of each kept variant. */
    private final double[] means;
    /** What the deviation from it is multiplied by; 0 where nothing varies. */
    private final double[] factors;

    private final Progress progress;

    /**
     * Looks at the dosages once.
     *
     * @param minimumMaf variants whose rarer allele is rarer are left out
     * @throws DataException {@code E-DOSAGE-RANGE}; {@code E-DOSAGE-NONE} if no variant is left, or none varies
     */
    public RelationshipMatrix(
            LinearAlgebra algebra, Dosages dosages, RelationshipScale scale, double minimumMaf, Progress progress) {
        this.algebra = algebra;
        this.dosages = dosages;
        this.scale = scale;
        this.progress = progress;
        this.statistics = VariantStatistics.of(dosages, progress);
        this.kept = IntStream.range(0, statistics.variantCount())
                .filter(v -> statistics.minorFrequency(v) >= minimumMaf)
                .toArray();
        this.unvarying = (int) IntStream.of(kept)
                .filter(v -> statistics.minorFrequency(v) == 0)
                .count();
        this.means =
                IntStream.of(kept).mapToDouble(v -> 2 * statistics.frequency(v)).toArray();
        this.factors = IntStream.of(kept)
                .mapToDouble(v -> statistics.minorFrequency(v) == 0
                        ? 0
                        : scale == RelationshipScale.VARIANT ? 1 / Math.sqrt(variance(v)) : 1)
                .toArray();
        if (kept.length == unvarying) {
            throw new DataException(
                    "E-DOSAGE-NONE",
                    "dosages: found no variant that varies among " + statistics.variantCount()
                            + (minimumMaf > 0 ? " with --min-maf " + minimumMaf : "")
                            + ", expected at least one; give more variants or samples");
        }
    }

    /** Variants that enter. */
    public int variantCount() {
        return kept.length;
    }

    /** Those of them that do not vary. */
    public int unvaryingCount() {
        return unvarying;
    }

    /** The matrix, packed symmetric float64, samples x samples; NaN where two samples have no variant in common. */
    public Matrix compute(MatrixStore store) {
        int n = Math.toIntExact(dosages.samples().size());
        MatrixSpec spec = MatrixSpec.dense(dosages.samples(), dosages.samples()).withLayout(Layout.PACKED_SYMMETRIC);
        boolean missing = statistics.anyMissing();
        spec = missing ? spec : spec.withMissing(MissingValue.NONE);
        long tiles = (n + EDGE - 1L) / EDGE;
        progress.begin("relationships", tiles * (tiles + 1) / 2 * kept.length);
        try (MatrixDraft draft = store.create(spec)) {
            for (int row = 0; row < n; row += EDGE) {
                for (int column = row; column < n; column += EDGE) {
                    tile(draft, row, Math.min(EDGE, n - row), column, Math.min(EDGE, n - column), missing);
                }
            }
            return draft.seal();
        }
    }

    private void tile(MatrixDraft draft, int row, int height, int column, int width, boolean missing) {
        long[][] rowGaps = missing ? gaps(height) : new long[0][];
        long[][] columnGaps = row == column ? rowGaps : missing ? gaps(width) : new long[0][];
        try (OffHeapMatrix sum = OffHeapMatrix.zeros(height, width);
                OffHeapMatrix left = OffHeapMatrix.zeros(height, VARIANTS);
                OffHeapMatrix right = row == column ? left : OffHeapMatrix.zeros(width, VARIANTS)) {
            for (int first = 0; first < kept.length; first += VARIANTS) {
                progress.checkCancelled();
                int count = Math.min(VARIANTS, kept.length - first);
                load(row, height, first, count, left, rowGaps);
                if (row != column) {
                    load(column, width, first, count, right, columnGaps);
                }
                addProducts(left, right, sum, count, row == column);
                progress.advance(count);
            }
            write(draft, row, height, column, width, sum, rowGaps, columnGaps);
        }
    }

    /** Adds the products of some variants; of a tile on the diagonal, those on and above it. */
    private void addProducts(
            OffHeapMatrix left, OffHeapMatrix right, OffHeapMatrix sum, int variants, boolean onDiagonal) {
        int height = (int) sum.rows();
        int width = (int) sum.columns();
        for (int i = 0; i < height; i += STRIP) {
            int rows = Math.min(STRIP, height - i);
            int from = onDiagonal ? i : 0;
            algebra.multiply(
                    1,
                    new Block(left, i, 0, rows, variants),
                    false,
                    new Block(right, from, 0, width - from, variants),
                    true,
                    1,
                    new Block(sum, i, from, rows, width - from));
        }
    }

    /** Standardised dosages of some samples at some of the kept variants; 0, the mean, where they are missing. */
    private void load(int firstSample, int count, int first, int variants, OffHeapMatrix target, long[][] gaps) {
        int firstVariant = kept[first];
        int span = kept[first + variants - 1] - firstVariant + 1;
        int strip = Math.max(1, Math.min(64, count));
        IntStream.range(0, (count + strip - 1) / strip).parallel().forEach(block -> {
            int from = block * strip;
            int height = Math.min(strip, count - from);
            double[] raw = new double[height * span];
            dosages.copy(firstSample + from, height, firstVariant, span, raw, new double[raw.length]);
            double[] line = new double[variants];
            for (int i = 0; i < height; i++) {
                for (int k = 0; k < variants; k++) {
                    double dosage = raw[i * span + kept[first + k] - firstVariant];
                    if (Double.isNaN(dosage)) {
                        line[k] = 0;
                        gaps[from + i][(first + k) >> 6] |= 1L << (first + k);
                    } else {
                        line[k] = (dosage - means[first + k]) * factors[first + k];
                    }
                }
                target.writeRow(from + i, 0, line, 0, variants);
            }
        });
    }

    private void write(
            MatrixDraft draft,
            int row,
            int height,
            int column,
            int width,
            OffHeapMatrix sum,
            long[][] rowGaps,
            long[][] columnGaps) {
        double[] weights = IntStream.of(kept)
                .mapToDouble(v -> scale == RelationshipScale.VARIANT ? 1 : variance(v))
                .toArray();
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double whole = total;
        IntStream.range(0, height).parallel().forEach(i -> {
            double[] line = new double[width];
            sum.readRow(i, 0, line, 0, width);
            for (int j = 0; j < width; j++) {
                double common = rowGaps.length == 0 ? whole : whole - absent(rowGaps[i], columnGaps[j], weights);
                line[j] = common > 0 ? line[j] / common : Double.NaN;
            }
            draft.writeBlock(row + i, column, 1, width, line, 0, width);
        });
    }

    /** Weight of the variants at which one of two samples is missing. */
    private double absent(long[] one, long[] other, double[] weights) {
        long count = 0;
        double sum = 0;
        for (int w = 0; w < one.length; w++) {
            long gaps = one[w] | other[w];
            count += Long.bitCount(gaps);
            for (long left = scale == RelationshipScale.POOLED ? gaps : 0; left != 0; left &= left - 1) {
                sum += weights[(w << 6) + Long.numberOfTrailingZeros(left)];
            }
        }
        return scale == RelationshipScale.VARIANT ? count : sum;
    }

    private double variance(int variant) {
        double p = statistics.frequency(variant);
        return 2 * p * (1 - p);
    }

    private long[][] gaps(int count) {
        return new long[count][(kept.length + 63) >> 6];
    }
}
