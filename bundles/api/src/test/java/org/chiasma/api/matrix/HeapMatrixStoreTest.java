package org.chiasma.api.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeapMatrixStoreTest {
    private final HeapMatrixStore store = new HeapMatrixStore();

    private static MatrixSpec spec(long rows, long columns) {
        return MatrixSpec.dense(Axis.anonymous("rows", rows), Axis.anonymous("columns", columns));
    }

    private static double[] random(int count) {
        return new Random(7).doubles(count).toArray();
    }

    private Matrix square(Layout layout, int n, double[] full) {
        try (MatrixDraft draft = store.create(spec(n, n).withLayout(layout))) {
            draft.writeBlock(0, 0, n, n, full, 0, n);
            return draft.seal();
        }
    }

    @Test
    void readsBackDenseBlocksWithOffsetAndStride() {
        double[] full = random(35);
        Matrix matrix;
        try (MatrixDraft draft = store.create(spec(5, 7))) {
            draft.writeBlock(0, 0, 5, 7, full, 0, 7);
            matrix = draft.seal();
        }
        double[] target = new double[11];
        matrix.copyBlock(3, 2, 2, 3, target, 1, 5);
        assertArrayEquals(
                new double[] {0, full[23], full[24], full[25], 0, 0, full[30], full[31], full[32], 0, 0}, target);
        assertEquals(35, matrix.storedEntries());
    }

    @Test
    void mirrorsThePackedTriangle() {
        int n = 6;
        Matrix matrix = square(Layout.PACKED_SYMMETRIC, n, random(n * n));
        double[] full = new double[n * n];
        matrix.copyBlock(0, 0, n, n, full, 0, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(full[i * n + j], full[j * n + i]);
            }
        }
        double[] packed = new double[21];
        ((PackedSymmetricMatrix) matrix).copyPacked(5, 9, packed, 5);
        // entries 5 to 13: the end of row 0, all of row 1, and the beginning of row 2
        assertArrayEquals(Arrays.copyOfRange(full, 5, 6), Arrays.copyOfRange(packed, 5, 6));
        assertArrayEquals(Arrays.copyOfRange(full, 7, 12), Arrays.copyOfRange(packed, 6, 11));
        assertArrayEquals(Arrays.copyOfRange(full, 14, 17), Arrays.copyOfRange(packed, 11, 14));
    }

    @Test
    void keepsSparseRows() {
        CsrMatrix matrix;
        try (MatrixDraft draft = store.create(spec(3, 5).withLayout(Layout.CSR))) {
            draft.writeSparseRow(0, new int[] {1, 4}, new double[] {2, 3}, 2);
            draft.writeSparseRow(2, new int[] {0}, new double[] {9}, 1);
            matrix = (CsrMatrix) draft.seal();
        }
        double[] full = new double[15];
        Arrays.fill(full, Double.NaN);
        matrix.copyBlock(0, 0, 3, 5, full, 0, 5);
        assertArrayEquals(new double[] {0, 2, 0, 0, 3, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0}, full);
        assertEquals(3, matrix.storedEntries());
        assertEquals(0, matrix.storedInRow(1));
    }

    @Test
    void roundsToFloat32() {
        try (MatrixDraft draft = store.create(spec(1, 1).withElementType(ElementType.FLOAT32))) {
            draft.writeRow(0, new double[] {0.1}, 0);
            double[] row = new double[1];
            draft.seal().copyRow(0, row, 0);
            assertEquals(0.1f, row[0]);
        }
    }

    @Test
    void blocksInSinglePrecisionAreRoundedToTheNearest() {
        try (MatrixDraft draft = store.create(spec(2, 3))) {
            draft.writeBlock(0, 0, 2, 3, new double[] {1, 0.1, 1e300, Double.NaN, 1 + 0x1.8p-24, -2}, 0, 3);
            float[] block = {7, 7, 7, 7, 7, 7, 7};
            draft.seal().copyBlock(0, 1, 2, 2, block, 1, 3);
            assertArrayEquals(new float[] {7, 0.1f, Float.POSITIVE_INFINITY, 7, 1 + 0x1p-23f, -2, 7}, block);
        }
    }

    @Test
    void collectsRowsUntilSealed() {
        try (RowCollector rows = store.collectRows(2, ElementType.FLOAT64)) {
            rows.append(new double[] {9, 1, 2}, 1);
            rows.append(new double[] {3, 4}, 0);
            assertEquals(2, rows.rowCount());
            assertThrows(IllegalArgumentException.class, () -> rows.seal(spec(3, 2)));
            DenseMatrix matrix = (DenseMatrix) rows.seal(
                    MatrixSpec.dense(Axis.labelled("genes", List.of("a", "b")), Axis.anonymous("columns", 2)));
            double[] row = new double[2];
            matrix.copyRow(1, row, 0);
            assertArrayEquals(new double[] {3, 4}, row);
            assertEquals(4.0, matrix.slices().get(1).bytes().getDouble(8));
        }
    }

    @Test
    void refusesWritingAfterTheSeal() {
        MatrixDraft draft = store.create(spec(1, 1));
        draft.seal();
        assertThrows(IllegalStateException.class, () -> draft.writeRow(0, new double[1], 0));
    }

    @Test
    void refusesBlocksOutsideTheMatrix() {
        Matrix matrix = square(Layout.DENSE, 3, random(9));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.copyBlock(2, 0, 2, 3, new double[9], 0, 3));
    }
}
