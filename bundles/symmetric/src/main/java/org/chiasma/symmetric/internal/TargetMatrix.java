package org.chiasma.symmetric.internal;

import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.symmetric.internal.model.Target;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/** The entries of a target as a matrix, to be compared and drawn. */
final class TargetMatrix extends FloatSymmetricMatrix {
    private final Target target;
    private final MatrixSpec spec;

    TargetMatrix(Target target, Axis axis) {
        this.target = target;
        this.spec = MatrixSpec.dense(axis, axis)
                .withElementType(ElementType.FLOAT32)
                .withLayout(Layout.PACKED_SYMMETRIC);
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, float[] block, int offset, int stride) {
        requireInside(row, column, height, width);
        double[] entries = new double[Math.multiplyExact(height, width)];
        target.copy((int) row, (int) column, height, width, entries);
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                block[offset + i * stride + j] = (float) entries[i * width + j];
            }
        }
    }
}
