package org.chiasma.symmetric.internal.model;

import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;

/** Small inputs. */
final class Examples {
    private Examples() {}

    /** A dense float64 matrix without labels. */
    static Matrix matrix(double[][] rows) {
        MatrixSpec spec =
                MatrixSpec.dense(Axis.anonymous("rows", rows.length), Axis.anonymous("columns", rows[0].length));
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            for (int i = 0; i < rows.length; i++) {
                draft.writeRow(i, rows[i], 0);
            }
            return draft.seal();
        }
    }
}
