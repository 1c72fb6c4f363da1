package org.chiasma.symmetric.internal.storage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetryCheckTest {
    private static void check(Matrix matrix) {
        SymmetryCheck.DEFAULT.require("z.tsv", matrix, Progress.NONE);
    }

    private static DataException refusal(Matrix matrix) {
        return assertThrows(DataException.class, () -> check(matrix));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "511", "600"})
    void acceptsSymmetricMatricesOfAnySize(int n) {
        assertDoesNotThrow(() -> check(ArrayMatrix.of(ArrayMatrix.symmetric(n, 1))));
    }

    @Test
    void namesTheWorstPlace() {
        double[][] entries = ArrayMatrix.symmetric(1100, 2);
        entries[600][40] += 0.01;
        entries[1090][3] = entries[3][1090] + 0.5;
        DataException refusal = refusal(ArrayMatrix.of(entries));
        assertEquals("E-SYMMETRIC-ASYMMETRY", refusal.code());
        assertTrue(
                refusal.getMessage()
                        .contains("z.tsv: found " + entries[3][1090] + " at row 4, column 1091, and " + entries[1090][3]
                                + " across the diagonal"),
                refusal.getMessage());
        assertTrue(refusal.getMessage().contains("at most 1.0E-6 of an entry"), refusal.getMessage());
    }

    @Test
    void theToleranceIsRelativeToTheEntriesOrTheirMeanMagnitude() {
        double[][] entries = ArrayMatrix.symmetric(30, 3);
        entries[2][9] = 1e6;
        entries[9][2] = 1e6 + 0.9;
        entries[4][5] = 1e-9;
        entries[5][4] = -1e-9;
        assertDoesNotThrow(() -> check(ArrayMatrix.of(entries)));
        assertThrows(DataException.class, () -> new SymmetryCheck(1e-14)
                .require("z", ArrayMatrix.of(entries), Progress.NONE));
        entries[9][2] = 1e6 + 1.1;
        // The mean magnitude is about 2e3, so that this is beyond the tolerance of both.
        assertEquals("E-SYMMETRIC-ASYMMETRY", refusal(ArrayMatrix.of(entries)).code());
    }

    @Test
    void missingEntriesAgreeWithMissingOnesOnly() {
        double[][] entries = ArrayMatrix.symmetric(5, 4);
        entries[1][3] = Double.NaN;
        entries[3][1] = Double.NaN;
        entries[0][2] = Double.POSITIVE_INFINITY;
        entries[2][0] = Double.POSITIVE_INFINITY;
        assertDoesNotThrow(() -> check(ArrayMatrix.of(entries)));
        entries[3][1] = 0;
        assertEquals("E-SYMMETRIC-ASYMMETRY", refusal(ArrayMatrix.of(entries)).code());
        entries[3][1] = Double.NaN;
        entries[2][0] = 5;
        assertEquals("E-SYMMETRIC-ASYMMETRY", refusal(ArrayMatrix.of(entries)).code());
    }

    @Test
    void refusesWhatIsNoSquare() {
        assertEquals(
                "E-SYMMETRIC-SHAPE", refusal(ArrayMatrix.of(new double[3][4])).code());
        Matrix square = ArrayMatrix.of(new double[4][4]);
        try (MatrixDraft stack = new org.chiasma.api.matrix.HeapMatrixStore()
                .create(square.spec().withBlockRows(2))) {
            DataException refusal = refusal(stack.seal());
            assertEquals("E-SYMMETRIC-SHAPE", refusal.code());
            assertTrue(refusal.getMessage().contains("a stack of matrices of 2 x 4"), refusal.getMessage());
        }
    }

    @Test
    void refusesLabelsThatDisagree() {
        Axis rows = Axis.labelled("genes", List.of("a", "b", "c"));
        double[][] entries = ArrayMatrix.symmetric(3, 5);
        DataException refusal = refusal(ArrayMatrix.of(entries, rows, Axis.labelled("genes", List.of("a", "c", "b"))));
        assertEquals("E-SYMMETRIC-LABELS", refusal.code());
        assertTrue(refusal.getMessage().contains("row 2 labelled b and column 2 labelled c"), refusal.getMessage());
        assertDoesNotThrow(() -> check(ArrayMatrix.of(entries, rows, Axis.anonymous("columns", 3))));
    }
}
