package org.chiasma.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatMatrixTest {
    private final LinearAlgebra algebra = new LinearAlgebra();

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void multipliesBlocksAsTheSumsSay(boolean transposeA, boolean transposeB) {
        int m = 17;
        int n = 23;
        int k = 31;
        try (FloatMatrix wholeA = random(60, 60, 1);
                FloatMatrix wholeB = random(60, 60, 2);
                FloatMatrix wholeC = random(60, 60, 3)) {
            FloatMatrix a = wholeA.block(3, 5, transposeA ? k : m, transposeA ? m : k);
            FloatMatrix b = wholeB.block(7, 2, transposeB ? n : k, transposeB ? k : n);
            FloatMatrix c = wholeC.block(1, 9, m, n);
            float outside = wholeC.get(0, 9);
            double[][] expected = new double[m][n];
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int l = 0; l < k; l++) {
                        sum += (double) (transposeA ? a.get(l, i) : a.get(i, l))
                                * (transposeB ? b.get(j, l) : b.get(l, j));
                    }
                    expected[i][j] = 0.5 * sum - 2 * c.get(i, j);
                }
            }
            algebra.multiply(0.5f, a, transposeA, b, transposeB, -2, c);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    assertEquals(expected[i][j], c.get(i, j), 1e-5);
                }
            }
            assertEquals(outside, wholeC.get(0, 9));
        }
    }

    @Test
    void sharesTheMemoryOfABuffer() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(24).order(ByteOrder.nativeOrder());
        FloatMatrix matrix = FloatMatrix.over(bytes, 2, 3);
        matrix.writeRow(1, 1, new float[] {4, 5}, 0, 2);
        assertEquals(4, bytes.getFloat(16));
        bytes.putFloat(0, 7);
        float[] row = new float[3];
        matrix.readRow(0, 0, row, 0, 3);
        assertArrayEquals(new float[] {7, 0, 0}, row);
    }

    @Test
    void refusesMemoryThatCannotBeShared() {
        ByteBuffer direct = ByteBuffer.allocateDirect(24).order(ByteOrder.nativeOrder());
        ByteBuffer heap = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.over(direct, 2, 4));
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.over(heap, 2, 3));
    }

    @Test
    void aBlockLivesAsLongAsItsMatrix() {
        FloatMatrix matrix = FloatMatrix.zeros(4, 4);
        FloatMatrix block = matrix.block(1, 1, 2, 2);
        block.close();
        assertEquals(0, matrix.get(1, 1));
        matrix.close();
        matrix.close();
        assertThrows(IllegalStateException.class, () -> block.get(0, 0));
    }

    @Test
    void refusesShapesWithoutProductAndBlocksOutside() {
        try (FloatMatrix matrix = FloatMatrix.zeros(2, 3)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> algebra.multiply(1, matrix, false, matrix, false, 0, FloatMatrix.zeros(2, 3)));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.block(1, 0, 2, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(0, 3));
        }
    }

    private static FloatMatrix random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
        float[] row = new float[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                row[j] = (float) random.nextGaussian();
            }
            matrix.writeRow(i, 0, row, 0, columns);
        }
        return matrix;
    }
}
