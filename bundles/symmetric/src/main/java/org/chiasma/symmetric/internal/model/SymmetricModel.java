package org.chiasma.symmetric.internal.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.storage.FactoredMatrix;

/**
 * A fitted model: what it takes to predict Z from the X and Y of other columns. Its size does not depend on D.
 *
 * @param features of a column
 * @param terms of the low-rank model
 * @param link of entries and sums
 * @param rowsOfX labels of the rows of X; empty if they had none
 * @param rowsOfY labels of the rows of Y; empty if they had none
 * @param facts how it was fitted, for people
 */
public record SymmetricModel(
        ColumnFeatures features,
        LowRank terms,
        Link link,
        List<String> rowsOfX,
        List<String> rowsOfY,
        Map<String, String> facts) {
    /** Copies its collections and checks that terms and features fit. */
    public SymmetricModel {
        rowsOfX = List.copyOf(rowsOfX);
        rowsOfY = List.copyOf(rowsOfY);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        if (terms.basis().rows() != features.count()) {
            throw new IllegalArgumentException(
                    "terms of " + terms.basis().rows() + " features for " + features.count());
        }
    }

    /** This model with the labels of the rows it was fitted to, and what is to be told of the fit. */
    public SymmetricModel labelled(List<String> x, List<String> y, Map<String, String> told) {
        return new SymmetricModel(features, terms, link, x, y, told);
    }

    /** Numbers that were fitted. */
    public long parameters() {
        return (long) terms.rank() * (features.count() + 1);
    }

    /**
     * Refuses rows other than those that the model was fitted to.
     *
     * @throws DataException {@code E-SYMMETRIC-ROWS}
     */
    public void requireRows(Axis x, Axis y) {
        requireSame("X", rowsOfX, x);
        requireSame("Y", rowsOfY, y);
    }

    private static void requireSame(String name, List<String> expected, Axis found) {
        if (expected.isEmpty() || !found.isLabelled()) {
            return;
        }
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            if (!expected.get(i).equals(found.label(i))) {
                throw new DataException(
                        "E-SYMMETRIC-ROWS",
                        "%s, row %d: found %s, expected %s as the model was fitted to; give the same rows in the same order"
                                .formatted(name, i + 1, found.label(i), expected.get(i)));
            }
        }
    }

    /** The predictions between columns, as factors: D r numbers. O(D p r). */
    public FactoredMatrix predict(LinearAlgebra algebra, ColumnValues columns, Axis axis) {
        int rank = terms.rank();
        float[] factors = new float[Math.multiplyExact(columns.columns(), rank)];
        try (FeatureMatrix phi = FeatureMatrix.of(features, columns, true, algebra);
                FloatMatrix embedding = phi.times(terms.basis())) {
            for (int j = 0; j < columns.columns(); j++) {
                embedding.readRow(j, 0, factors, j * rank, rank);
            }
        }
        double[] core = Dense.diagonal(terms.weights()).values();
        return new FactoredMatrix(axis, axis, factors, core, new float[columns.columns()], 0, link);
    }
}
