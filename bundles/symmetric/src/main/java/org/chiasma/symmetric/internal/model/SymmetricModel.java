package org.chiasma.symmetric.internal.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/**
 * A fitted model: what it takes to predict Z from the X and Y of other columns. Its size does not depend on D.
 *
 * @param features of a column
 * @param predictor of the pairs
 * @param link of entries and sums
 * @param expected decay by distance that the sums are relative to; empty if they are not
 * @param rowsOfX labels of the rows of X; empty if they had none
 * @param rowsOfY labels of the rows of Y; empty if they had none
 * @param facts how it was fitted, for people
 */
public record SymmetricModel(
        ColumnFeatures features,
        Predictor predictor,
        Link link,
        Optional<ExpectedByDistance> expected,
        List<String> rowsOfX,
        List<String> rowsOfY,
        Map<String, String> facts) {
    /** Copies its collections. */
    public SymmetricModel {
        rowsOfX = List.copyOf(rowsOfX);
        rowsOfY = List.copyOf(rowsOfY);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** This model with another predictor. */
    public SymmetricModel with(Predictor other) {
        return new SymmetricModel(features, other, link, expected, rowsOfX, rowsOfY, facts);
    }

    /** This model with the labels of the rows it was fitted to, and what is to be told of the fit. */
    public SymmetricModel labelled(List<String> x, List<String> y, Map<String, String> told) {
        return new SymmetricModel(features, predictor, link, expected, x, y, told);
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

    /**
     * The predicted entries between the columns of one segment; as factors where a low-rank model has no decay.
     *
     * @param positions number of the bin of each column, ascending
     */
    public FloatSymmetricMatrix predict(LinearAlgebra algebra, ColumnValues columns, int[] positions, Axis axis) {
        if (expected.isEmpty()) {
            return predictor.predict(algebra, features, columns, positions, axis, link);
        }
        return new DecayedMatrix(sums(algebra, columns, positions, axis), positions, expected.get(), link);
    }

    /** The same on the scale on which the model adds up; relative to the decay by distance if there is one. */
    public FloatSymmetricMatrix sums(LinearAlgebra algebra, ColumnValues columns, int[] positions, Axis axis) {
        FloatSymmetricMatrix sums = predictor.predict(algebra, features, columns, positions, axis, Link.IDENTITY);
        return expected.isPresent() ? new UnitMeanByDistance(sums, positions, link) : sums;
    }
}
