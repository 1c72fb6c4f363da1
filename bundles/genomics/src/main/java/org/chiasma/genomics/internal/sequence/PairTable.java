package org.chiasma.genomics.internal.sequence;

import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;

/** Counts of unordered pairs of letters as a symmetric matrix. */
final class PairTable {
    private PairTable() {}

    /**
     * The matrix of {@code pairs}, letters x letters row-major, of which the upper triangle with the diagonal is taken. Exact
     * up to 2<sup>53</sup> in float64.
     */
    static Matrix matrix(Alphabet alphabet, long[] pairs, ElementType type, MatrixStore store) {
        Axis letters = Axis.labelled("letters", alphabet.labels());
        MatrixSpec spec = MatrixSpec.dense(letters, letters)
                .withLayout(Layout.PACKED_SYMMETRIC)
                .withElementType(type)
                .withMissing(MissingValue.NONE);
        try (MatrixDraft draft = store.create(spec)) {
            double[] row = new double[alphabet.size()];
            for (int a = 0; a < row.length; a++) {
                for (int b = 0; b < row.length; b++) {
                    row[b] = pairs[a * row.length + b];
                }
                draft.writeRow(a, row, 0);
            }
            return draft.seal();
        }
    }
}
