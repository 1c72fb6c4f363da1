package org.chiasma.symmetric.internal.storage;

import java.util.Arrays;
import java.util.List;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;

/** Symmetric matrices along the diagonal, one for each chromosome; what is in none of them is missing. */
public final class BlockDiagonalMatrix extends FloatSymmetricMatrix {
    private final MatrixSpec spec;
    private final List<FloatSymmetricMatrix> blocks;
    private final long[] starts;

    /**
     * @param axis labels of all rows, and of all columns
     * @param blocks in their order; their sizes add up to that of the axis
     */
    public BlockDiagonalMatrix(Axis axis, List<FloatSymmetricMatrix> blocks) {
        this.spec = MatrixSpec.dense(axis, axis)
                .withElementType(ElementType.FLOAT32)
                .withLayout(Layout.PACKED_SYMMETRIC)
                .withMissing(MissingValue.NAN);
        this.blocks = List.copyOf(blocks);
        this.starts = new long[blocks.size() + 1];
        for (int k = 0; k < blocks.size(); k++) {
            starts[k + 1] = starts[k] + blocks.get(k).rowCount();
        }
        if (starts[blocks.size()] != axis.size()) {
            throw new IllegalArgumentException(starts[blocks.size()] + " rows of blocks for " + axis);
        }
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, float[] target, int offset, int stride) {
        requireInside(row, column, height, width);
        for (int i = 0; i < height; i++) {
            Arrays.fill(target, offset + i * stride, offset + i * stride + width, Float.NaN);
        }
        for (int k = 0; k < blocks.size(); k++) {
            long top = Math.max(row, starts[k]);
            long bottom = Math.min(row + height, starts[k + 1]);
            long left = Math.max(column, starts[k]);
            long right = Math.min(column + width, starts[k + 1]);
            if (top < bottom && left < right) {
                blocks.get(k)
                        .copyBlock(
                                top - starts[k],
                                left - starts[k],
                                (int) (bottom - top),
                                (int) (right - left),
                                target,
                                offset + (int) (top - row) * stride + (int) (left - column),
                                stride);
            }
        }
    }
}
