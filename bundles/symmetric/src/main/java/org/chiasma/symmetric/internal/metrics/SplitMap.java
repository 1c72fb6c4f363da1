package org.chiasma.symmetric.internal.metrics;

import java.util.Objects;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;

/**
 * Two symmetric maps in one square, observed above the diagonal and predicted below, as collected by {@link MapReduction};
 * the diagonal is {@code NaN}.
 */
public final class SplitMap implements Matrix {
    private final MatrixSpec spec;
    private final int size;
    private final double[] fields;

    /**
     * A map of these fields.
     *
     * @param fields size x size, row-major
     */
    SplitMap(int size, double[] fields) {
        this.spec = MatrixSpec.dense(Axis.anonymous("observed", size), Axis.anonymous("predicted", size));
        this.size = size;
        this.fields = fields;
    }

    /** Whether a linear scale of colours would show the largest entries alone, see {@link HeavyTail}. */
    boolean isHeavyTailed() {
        return HeavyTail.in(fields);
    }

    /** The map of log10(1 + entry), for entries that are not negative. */
    SplitMap logarithms() {
        return new SplitMap(size, HeavyTail.logarithms(fields));
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    @Override
    public long storedEntries() {
        return fields.length;
    }

    @Override
    public void copyBlock(
            long firstRow, long firstColumn, int rowCount, int columnCount, double[] target, int offset, int stride) {
        Objects.checkFromIndexSize(firstRow, rowCount, size);
        Objects.checkFromIndexSize(firstColumn, columnCount, size);
        for (int i = 0; i < rowCount; i++) {
            int from = (int) ((firstRow + i) * size + firstColumn);
            System.arraycopy(fields, from, target, offset + i * stride, columnCount);
        }
    }
}
