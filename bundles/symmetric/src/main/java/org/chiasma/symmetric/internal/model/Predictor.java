package org.chiasma.symmetric.internal.model;

import org.chiasma.api.matrix.Axis;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/** What predicts the pairs of columns from their features. */
public interface Predictor {
    /**
     * Predictions for the pairs of one example, on the scale on which the model adds up unless {@code link} says otherwise.
     *
     * @param features that the model was fitted with
     * @param columns of the example, one segment
     * @param positions number of the bin of each column, ascending
     * @param axis labels of the columns
     * @param link from sums to entries; {@link Link#IDENTITY} for the sums themselves
     */
    FloatSymmetricMatrix predict(
            LinearAlgebra algebra,
            ColumnFeatures features,
            ColumnValues columns,
            int[] positions,
            Axis axis,
            Link link);

    /** How it is called in reports. */
    String name();

    /** Numbers that were fitted. */
    long parameters();
}
