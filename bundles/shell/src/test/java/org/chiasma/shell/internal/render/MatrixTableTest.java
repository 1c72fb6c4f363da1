package org.chiasma.shell.internal.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.junit.jupiter.api.Test;

class MatrixTableTest {
    private static Matrix matrix(int rows, int columns, double... values) {
        MatrixSpec spec = MatrixSpec.dense(Axis.anonymous("rows", rows), Axis.anonymous("columns", columns));
        try (MatrixDraft draft = new HeapMatrixStore().create(spec)) {
            draft.writeBlock(0, 0, rows, columns, values, 0, columns);
            return draft.seal();
        }
    }

    @Test
    void figuresOfEntriesLeaveMissingOnesOut() {
        MatrixFigures figures = MatrixFigures.of(matrix(1, 4, 2, 4, Double.NaN, 6));
        assertEquals(new MatrixFigures(4, 1, 2, 6, 4, 2), figures);
    }

    @Test
    void tableSaysHowMuchMoreThereIs() {
        String text = MatrixTable.of(matrix(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9), 2, 2, 100);
        assertTrue(text.endsWith("… 1 more rows, 1 more columns\n"), text);
        assertEquals(4, text.lines().count());
    }

    @Test
    void tableFitsTheLine() {
        String text = MatrixTable.of(matrix(2, 40, new double[80]), 2, 40, 60);
        assertTrue(text.lines().allMatch(line -> TextTable.width(line) <= 60), text);
    }
}
