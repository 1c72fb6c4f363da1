package org.chiasma.symmetric.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.model.ColumnFeatures;
import org.chiasma.symmetric.internal.model.ColumnValues;
import org.chiasma.symmetric.internal.model.Dense;
import org.chiasma.symmetric.internal.model.FeatureSpec;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.model.LowRank;

/** Predictions without any model, to compare a model with. */
final class Baselines {
    private final LinearAlgebra algebra;

    Baselines(LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    /** By name: the mean of X, and of Y, multiplied for two columns; and the mean of the two sample correlations. */
    Map<String, Matrix> of(Example example, EvaluationRound.Held held) {
        ColumnValues columns = example.columns().select(held.columns());
        Axis axis = example.axis().select(held.columns());
        Map<String, Matrix> predictions = new LinkedHashMap<>();
        predictions.put("sample correlations", correlations(columns, axis));
        predictions.put("product of mean x", product(columns, axis, 0, columns.rowsOfX()));
        predictions.put("product of mean y", product(columns, axis, columns.rowsOfX(), columns.rowsOfY()));
        return predictions;
    }

    private Matrix correlations(ColumnValues columns, Axis axis) {
        FeatureSpec spec = new FeatureSpec(List.of(), 0, 1, 0, true, false);
        ColumnFeatures features = ColumnFeatures.fit(spec, List.of(columns));
        int n = columns.rows();
        Dense basis = Dense.zeros(features.count(), n);
        double[] weights = new double[n];
        for (int k = 0; k < n; k++) {
            basis.values()[(1 + n + k) * n + k] = 1;
            weights[k] = 0.5;
        }
        return predict(new LowRank(basis, weights), features, columns, axis);
    }

    private Matrix product(ColumnValues columns, Axis axis, int first, int count) {
        ColumnFeatures features = ColumnFeatures.fit(FeatureSpec.LINEAR, List.of(columns));
        Dense basis = Dense.zeros(features.count(), 1);
        for (int k = first; k < first + count; k++) {
            basis.values()[1 + k] = 1.0 / count;
        }
        return predict(new LowRank(basis, new double[] {1}), features, columns, axis);
    }

    private Matrix predict(LowRank terms, ColumnFeatures features, ColumnValues columns, Axis axis) {
        return terms.predict(algebra, features, columns, new int[columns.columns()], axis, Link.IDENTITY);
    }
}
