package org.chiasma.symmetric.internal.model;

import org.chiasma.api.matrix.Axis;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.storage.FactoredMatrix;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/**
 * W = B diag(weights) B': the embedding of a column is e_j = B' phi_j and the prediction e_i' diag(weights) e_j.
 *
 * @param basis B, p x r
 * @param weights r, by descending absolute value, of either sign
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of a model, never compared
public record LowRank(Dense basis, double[] weights) implements Predictor {
    /** Checks the lengths. */
    public LowRank {
        if (basis.columns() != weights.length) {
            throw new IllegalArgumentException(basis.columns() + " columns and " + weights.length + " weights");
        }
    }

    /** r. */
    public int rank() {
        return weights.length;
    }

    /** The first {@code rank} terms, or all if there are fewer. */
    LowRank truncate(int rank) {
        int kept = Math.min(rank, weights.length);
        return new LowRank(basis.firstColumns(kept), java.util.Arrays.copyOf(weights, kept));
    }

    /** The terms with positive weights: the nearest positive semi-definite prediction in the metric of the columns. */
    LowRank positive() {
        int kept = 0;
        int[] ordinals = new int[weights.length];
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                ordinals[kept++] = k;
            }
        }
        Dense columns = Dense.zeros(basis.rows(), kept);
        double[] positive = new double[kept];
        for (int k = 0; k < kept; k++) {
            positive[k] = weights[ordinals[k]];
            for (int i = 0; i < basis.rows(); i++) {
                columns.values()[i * kept + k] = basis.get(i, ordinals[k]);
            }
        }
        return new LowRank(columns, positive);
    }

    /** W, p x p. */
    Dense matrix(LinearAlgebra algebra) {
        return Dense.product(algebra, basis.copy().scaleColumns(weights), false, basis, true);
    }

    @Override
    public FloatSymmetricMatrix predict(
            LinearAlgebra algebra,
            ColumnFeatures features,
            ColumnValues columns,
            int[] positions,
            Axis axis,
            Link link) {
        float[] factors = new float[Math.multiplyExact(columns.columns(), rank())];
        try (FeatureMatrix phi = FeatureMatrix.of(features, columns, true, algebra);
                FloatMatrix embedding = phi.times(basis)) {
            for (int j = 0; j < columns.columns(); j++) {
                embedding.readRow(j, 0, factors, j * rank(), rank());
            }
        }
        double[] core = Dense.diagonal(weights).values();
        return new FactoredMatrix(axis, axis, factors, core, new float[columns.columns()], 0, link);
    }

    @Override
    public String name() {
        return "closed form";
    }

    @Override
    public long parameters() {
        return (long) rank() * (basis.rows() + 1);
    }
}
