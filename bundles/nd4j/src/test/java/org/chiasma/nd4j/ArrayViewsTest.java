package org.chiasma.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.DenseMatrix;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.MatrixSpec;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class ArrayViewsTest {
    private final ArrayViews views = new ArrayViews(new Nd4jRuntime());

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** A matrix whose entry (i, j) is 10 i + j, in slices of the given numbers of rows. */
    private static DenseMatrix matrix(int columns, int... rowsOfSlices) {
        List<DenseMatrix.Slice> slices = IntStream.range(0, rowsOfSlices.length)
                .mapToObj(s -> {
                    int first = IntStream.of(rowsOfSlices).limit(s).sum();
                    ByteBuffer bytes = direct(rowsOfSlices[s] * columns * Double.BYTES);
                    for (int i = 0; i < rowsOfSlices[s] * columns; i++) {
                        bytes.putDouble(i * Double.BYTES, 10.0 * (first + i / columns) + i % columns);
                    }
                    ByteBuffer readOnly = bytes.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
                    return new DenseMatrix.Slice(first, rowsOfSlices[s], readOnly);
                })
                .toList();
        int rows = IntStream.of(rowsOfSlices).sum();
        return new SlicedMatrix(
                MatrixSpec.dense(Axis.anonymous("row", rows), Axis.anonymous("column", columns)), slices);
    }

    @Test
    void writesThroughInBothDirections() {
        ByteBuffer memory = direct(6 * Double.BYTES);
        try (INDArray array = views.view(memory, ElementType.FLOAT64, 2, 3)) {
            array.putScalar(1, 2, 7.5);
            assertEquals(7.5, memory.getDouble(5 * Double.BYTES));
            memory.putDouble(3 * Double.BYTES, -2);
            assertEquals(-2, array.getDouble(1, 0));
            array.muli(2);
        }
        assertEquals(15, memory.getDouble(5 * Double.BYTES), "closing a view must leave the memory");
        assertEquals(-4, memory.getDouble(3 * Double.BYTES));
    }

    @Test
    void sharesSinglePrecisionToo() {
        ByteBuffer memory = direct(4 * Float.BYTES);
        INDArray array = views.view(memory, ElementType.FLOAT32, 2, 2);
        array.addi(1.5);
        assertEquals(1.5f, memory.getFloat(3 * Float.BYTES));
    }

    @Test
    void seesAMatrixRowByRow() {
        INDArray array = views.view(matrix(3, 4));
        assertEquals('c', array.ordering());
        assertEquals(32, array.getDouble(3, 2));
        assertEquals(10 + 11 + 12, array.getRow(1).sumNumber().doubleValue());
    }

    @Test
    void seesSlicesInOrder() {
        List<INDArray> arrays = views.slices(matrix(3, 2, 4));
        assertEquals(2, arrays.size());
        assertEquals(11, arrays.get(0).getDouble(1, 1));
        assertEquals(51, arrays.get(1).getDouble(3, 1));
    }

    @Test
    void startsAtTheBeginningOfTheBuffer() {
        ByteBuffer memory = direct(4 * Double.BYTES);
        memory.putDouble(0, 3);
        memory.position(16);
        assertEquals(3, views.view(memory, ElementType.FLOAT64, 2, 2).getDouble(0, 0));
    }

    @Test
    void refusesSeveralSlicesAsOneView() {
        assertThrows(IllegalArgumentException.class, () -> views.view(matrix(3, 2, 4)));
    }

    @Test
    void refusesMemoryThatItWouldHaveToCopy() {
        ByteBuffer heap = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        assertThrows(IllegalArgumentException.class, () -> views.view(heap, ElementType.FLOAT64, 2, 2));
        ByteBuffer foreign = direct(64)
                .order(
                        ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
                                ? ByteOrder.LITTLE_ENDIAN
                                : ByteOrder.BIG_ENDIAN);
        assertThrows(IllegalArgumentException.class, () -> views.view(foreign, ElementType.FLOAT64, 2, 2));
    }

    @Test
    void refusesMoreThanTheMemoryHolds() {
        ByteBuffer memory = direct(63);
        assertThrows(IllegalArgumentException.class, () -> views.view(memory, ElementType.FLOAT64, 2, 4));
        assertThrows(IllegalArgumentException.class, () -> views.view(memory, ElementType.FLOAT64, 0, 4));
    }

    private record SlicedMatrix(MatrixSpec spec, List<DenseMatrix.Slice> slices) implements DenseMatrix {
        @Override
        public void copyBlock(
                long firstRow,
                long firstColumn,
                int rowCount,
                int columnCount,
                double[] target,
                int offset,
                int stride) {
            throw new UnsupportedOperationException("a view must not copy");
        }
    }
}
