package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.model.SymmetricModel;
import org.chiasma.symmetric.internal.storage.BlockDiagonalMatrix;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/** What a model predicts for an example: by factors, for each chromosome on its own where there are bins. */
final class Predictions {
    private final LinearAlgebra algebra;
    private final SymmetricModel model;

    Predictions(LinearAlgebra algebra, SymmetricModel model) {
        this.algebra = algebra;
        this.model = model;
    }

    /** The whole matrix; pairs of two segments are missing. */
    Matrix of(Example example) {
        if (example.segments().size() == 1) {
            return of(
                    example,
                    example.segments().get(0),
                    example.segments().get(0).columns());
        }
        List<FloatSymmetricMatrix> blocks = new ArrayList<>();
        for (Example.Segment segment : example.segments()) {
            blocks.add(of(example, segment, segment.columns()));
        }
        return new BlockDiagonalMatrix(example.axis(), blocks);
    }

    /** The pairs between some columns of a segment. */
    FloatSymmetricMatrix of(Example example, Example.Segment segment, int[] columns) {
        return model.predict(
                algebra,
                example.columns().select(columns),
                segment.positions(columns),
                example.axis().select(columns));
    }

    /** The same on the scale on which the model adds up, without the decay by distance. */
    FloatSymmetricMatrix sums(Example example, Example.Segment segment, int[] columns) {
        return model.sums(
                algebra,
                example.columns().select(columns),
                segment.positions(columns),
                example.axis().select(columns));
    }
}
