package org.chiasma.symmetric.internal.storage;

import java.util.Arrays;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.symmetric.internal.model.Link;

/**
 * The D x D predictions of a low-rank model, made when they are asked for:
 *
 * <pre>z_ij = link(e_i' S e_j + b_i + b_j + c),   E (D x r), S (r x r, symmetric), b (D)</pre>
 *
 * <p>Memory is 8 D r bytes; an entry costs 2 r operations, a row 2 D r. With L = E S, entry (i, j), i &lt;= j, is ((b_i +
 * b_j) + c) + L_i1 E_j1 + ... + L_ir E_jr in single precision, added in this order, and entry (j, i) is the same: an entry
 * has the same bits whatever block it is read in, on every machine, which sums by BLAS would not promise.
 */
public final class FactoredMatrix extends FloatSymmetricMatrix {
    /** Where fewer of a block's entries are wanted than this fraction, they are computed one by one. */
    private static final int SPARSE = 16;

    private final MatrixSpec spec;
    private final int rank;
    private final Panels left;
    private final Panels right;
    private final double[] core;
    private final float[] biases;
    private final float constant;
    private final Link link;

    /**
     * Takes factors over.
     *
     * @param rows labels of the rows; the columns have the same
     * @param factors E, D x r, row-major
     * @param core S, r x r, symmetric to the bit
     * @param biases b, of length D
     * @param constant c
     * @throws IllegalArgumentException if the lengths do not fit, a number is not finite, or S is not symmetric
     */
    public FactoredMatrix(
            Axis rows, Axis columns, float[] factors, double[] core, float[] biases, float constant, Link link) {
        this.spec = MatrixSpec.dense(rows, columns)
                .withElementType(ElementType.FLOAT32)
                .withLayout(Layout.PACKED_SYMMETRIC)
                .withMissing(MissingValue.NONE);
        this.rank = (int) Math.round(Math.sqrt(core.length));
        requireFitting(rows.size(), factors, core, biases, constant);
        this.core = core.clone();
        this.biases = biases.clone();
        this.constant = constant;
        this.link = link;
        this.left = Panels.zeros(rows.size(), rank);
        this.right = Panels.zeros(rows.size(), rank);
        for (int i = 0; i < rows.size(); i++) {
            for (int k = 0; k < rank; k++) {
                double sum = 0;
                for (int l = 0; l < rank; l++) {
                    sum += factors[i * rank + l] * core[l * rank + k];
                }
                left.set(i, k, (float) sum);
                right.set(i, k, factors[i * rank + k]);
            }
        }
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    /** r, the number of factors. */
    public int rank() {
        return rank;
    }

    /** How sums become entries. */
    public Link link() {
        return link;
    }

    /** c. */
    public float constant() {
        return constant;
    }

    /** b_i. */
    public float bias(long i) {
        return biases[Math.toIntExact(i)];
    }

    /** S, row-major. */
    public double[] core() {
        return core.clone();
    }

    /** e_i. */
    public float[] factors(long i) {
        return right.row(i);
    }

    /** S e_i, rounded. */
    float[] leftFactors(long i) {
        return left.row(i);
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, float[] target, int offset, int stride) {
        requireInside(row, column, height, width);
        float[] sums = new float[Panels.WIDTH];
        float[] mirrored = new float[Panels.WIDTH];
        for (int i = 0; i < height; i++) {
            float[] above = left.row(row + i);
            float[] below = right.row(row + i);
            for (int j = 0; j < width; ) {
                long at = column + j;
                int block = Panels.block(at);
                int count = Math.min(width - j, Panels.WIDTH - Panels.place(at));
                int to = offset + i * stride + j;
                if (count * SPARSE < Panels.WIDTH) {
                    copySingly(row + i, at, count, above, below, target, to);
                } else {
                    fillBlock(row + i, block, above, below, sums, mirrored);
                    System.arraycopy(sums, Panels.place(at), target, to, count);
                }
                toEntries(target, to, count);
                j += count;
            }
        }
    }

    /** The sums of row i with all columns of a block. */
    private void fillBlock(long i, int block, float[] above, float[] below, float[] sums, float[] mirrored) {
        int own = Panels.block(i);
        if (block > own) {
            start(i, block, sums);
            right.accumulate(block, above, sums);
        } else if (block < own) {
            start(i, block, sums);
            left.accumulate(block, below, sums);
        } else {
            start(i, block, sums);
            System.arraycopy(sums, 0, mirrored, 0, sums.length);
            right.accumulate(block, above, sums);
            left.accumulate(block, below, mirrored);
            System.arraycopy(mirrored, 0, sums, 0, Panels.place(i));
        }
    }

    private void start(long i, int block, float[] sums) {
        int first = block * Panels.WIDTH;
        int count = Math.min(Panels.WIDTH, biases.length - first);
        float bias = biases[(int) i];
        System.arraycopy(biases, first, sums, 0, count);
        for (int j = 0; j < count; j++) {
            sums[j] = (bias + sums[j]) + constant;
        }
    }

    private void copySingly(long i, long column, int count, float[] above, float[] below, float[] target, int offset) {
        for (int k = 0; k < count; k++) {
            long j = column + k;
            float start = (biases[(int) i] + biases[(int) j]) + constant;
            target[offset + k] = j >= i ? right.accumulate(j, above, start) : left.accumulate(j, below, start);
        }
    }

    private void toEntries(float[] target, int offset, int count) {
        if (link != Link.IDENTITY) {
            for (int k = offset; k < offset + count; k++) {
                target[k] = (float) link.toEntry(target[k]);
            }
        }
    }

    private void requireFitting(long size, float[] factors, double[] core, float[] biases, float constant) {
        if (core.length != rank * rank || biases.length != size || factors.length != size * rank) {
            throw new IllegalArgumentException("%d factors, %d core entries and %d biases make no matrix of size %d"
                    .formatted(factors.length, core.length, biases.length, size));
        }
        for (int k = 0; k < rank; k++) {
            for (int l = 0; l < k; l++) {
                if (core[k * rank + l] != core[l * rank + k]) {
                    throw new IllegalArgumentException("S is not symmetric at (" + k + ", " + l + ")");
                }
            }
        }
        boolean finite = Float.isFinite(constant) && Arrays.stream(core).allMatch(Double::isFinite);
        for (float value : factors) {
            finite &= Float.isFinite(value);
        }
        for (float value : biases) {
            finite &= Float.isFinite(value);
        }
        if (!finite) {
            throw new IllegalArgumentException("a factor or bias is not finite");
        }
    }
}
