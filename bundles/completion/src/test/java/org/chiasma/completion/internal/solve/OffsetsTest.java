package org.chiasma.completion.internal.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chiasma.completion.internal.Golden;
import org.chiasma.linalg.OffHeapMatrix;
import org.junit.jupiter.api.Test;

class OffsetsTest {
    private static final double NA = Double.NaN;
    private static final double[][] VALUES = {{1, NA, 4, 2}, {3, 5, NA, 1}, {NA, 2, 7, 4}};

    private static Offsets fit(double[][] values, Centring centring) {
        try (OffHeapMatrix matrix = Golden.matrix(values)) {
            return Offsets.fit(matrix, centring);
        }
    }

    @Test
    void rowCentringIsTheMeanOfEachRow() {
        Offsets offsets = fit(VALUES, Centring.ROW);
        assertEquals(7.0 / 3, offsets.at(0, 1), 1e-14);
        assertEquals(3.0, offsets.at(1, 3), 1e-14);
    }

    @Test
    void columnCentringIsTheMeanOfEachColumn() {
        Offsets offsets = fit(VALUES, Centring.COLUMN);
        assertEquals(2.0, offsets.at(0, 0), 1e-14);
        assertEquals(5.5, offsets.at(1, 2), 1e-14);
    }

    @Test
    void noCentringIsZero() {
        assertEquals(0, fit(VALUES, Centring.NONE).at(1, 2));
    }

    /** The normal equations' minimum by singular values in commons-math. */
    @Test
    void twoWayCentringIsLeastSquares() {
        double[][] design = new double[9][7];
        double[] right = new double[9];
        int line = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                if (!Double.isNaN(VALUES[i][j])) {
                    design[line][i] = 1;
                    design[line][3 + j] = 1;
                    right[line++] = VALUES[i][j];
                }
            }
        }
        double[] effects = new SingularValueDecomposition(new Array2DRowRealMatrix(design))
                .getSolver()
                .solve(new ArrayRealVector(right))
                .toArray();
        Offsets offsets = fit(VALUES, Centring.TWO_WAY);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(effects[i] + effects[3 + j], offsets.at(i, j), 1e-11);
            }
        }
    }

    @Test
    void twoWayCentringOfTheTransposeIsTheTranspose() {
        Offsets offsets = fit(VALUES, Centring.TWO_WAY);
        Offsets transposed = fit(Golden.transposed(VALUES), Centring.TWO_WAY);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(offsets.at(i, j), transposed.at(j, i), 1e-11);
            }
        }
    }

    @Test
    void emptyColumnTakesTheRowsOwnLevel() {
        Offsets offsets = fit(new double[][] {{1, NA, 3}, {5, NA, 7}}, Centring.TWO_WAY);
        assertEquals(2, offsets.at(0, 1), 1e-12);
        assertEquals(6, offsets.at(1, 1), 1e-12);
    }

    @Test
    void addingWhatWasSubtractedGivesTheMatrixBack() {
        try (OffHeapMatrix matrix = Golden.matrix(VALUES)) {
            Offsets offsets = Offsets.fit(matrix, Centring.TWO_WAY);
            offsets.subtractFrom(matrix);
            offsets.addTo(matrix);
            assertEquals(4, matrix.get(0, 2), 1e-14);
            assertEquals(NA, matrix.get(0, 1));
        }
    }
}
