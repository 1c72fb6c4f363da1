package org.chiasma.symmetric.internal.storage;

import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;

/** Some rows of a symmetric matrix, and the same columns. */
public final class SelectedMatrix extends FloatSymmetricMatrix {
    private final Matrix whole;
    private final int[] selected;
    private final MatrixSpec spec;

    /**
     * @param whole symmetric
     * @param selected which, ascending
     */
    public SelectedMatrix(Matrix whole, int[] selected) {
        this.whole = whole;
        this.selected = selected.clone();
        Axis axis = whole.columns().select(selected);
        this.spec = MatrixSpec.dense(axis, axis)
                .withElementType(ElementType.FLOAT32)
                .withLayout(Layout.PACKED_SYMMETRIC)
                .withMissing(whole.spec().missing());
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, float[] target, int offset, int stride) {
        requireInside(row, column, height, width);
        if (width == 0) {
            return;
        }
        int low = selected[(int) column];
        int span = selected[(int) column + width - 1] - low + 1;
        float[] entries = new float[span];
        for (int i = 0; i < height; i++) {
            whole.copyBlock(selected[(int) row + i], low, 1, span, entries, 0, span);
            for (int j = 0; j < width; j++) {
                target[offset + i * stride + j] = entries[selected[(int) column + j] - low];
            }
        }
    }
}
