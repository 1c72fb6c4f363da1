package org.chiasma.nd4j;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.chiasma.api.matrix.DenseMatrix;
import org.chiasma.api.matrix.ElementType;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J arrays over the memory of matrices, without copying.
 *
 * <p>A view is row-major ("c" order) with offset zero. It is valid as long as the matrix is: while its lease is held, or
 * its buffer in use. Closing a view does not free the memory. ND4J knows no read-only arrays: a published matrix must
 * not be written through its view.
 */
public final class ArrayViews {
    private final Nd4jRuntime runtime;

    /** The first view loads ND4J. */
    public ArrayViews(Nd4jRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * A whole matrix as one array.
     *
     * @param matrix rows x columns, off-heap, in one slice (up to 2 GiB); otherwise see {@link #slices}
     * @throws IllegalArgumentException if the matrix has several slices or lies on the Java heap
     */
    public INDArray view(DenseMatrix matrix) {
        List<DenseMatrix.Slice> slices = matrix.slices();
        if (slices.size() != 1) {
            throw new IllegalArgumentException("matrix of " + slices.size() + " slices has no single view");
        }
        return view(matrix, slices.get(0));
    }

    /**
     * The slices of a matrix, each as an array of its rows, in order.
     *
     * @throws IllegalArgumentException if the matrix lies on the Java heap
     */
    public List<INDArray> slices(DenseMatrix matrix) {
        return matrix.slices().stream().map(slice -> view(matrix, slice)).toList();
    }

    private INDArray view(DenseMatrix matrix, DenseMatrix.Slice slice) {
        return view(slice.bytes(), matrix.spec().elementType(), slice.rowCount(), matrix.columnCount());
    }

    /**
     * Memory as an array; what is written to the one is read from the other.
     *
     * @param memory direct or mapped, in native byte order, from position 0 on
     * @param elementType type of the entries
     * @param rows rows of the array
     * @param columns columns of the array
     * @throws IllegalArgumentException if the memory is on the heap, in foreign byte order or too small, or if the
     *     array would be empty
     */
    public INDArray view(ByteBuffer memory, ElementType elementType, long rows, long columns) {
        long length = Math.multiplyExact(rows, columns);
        if (!memory.isDirect() || memory.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("only direct memory in native byte order can be shared");
        }
        if (length < 1 || length > memory.capacity() / elementType.bytes()) {
            throw new IllegalArgumentException(
                    "no array of %d x %d %s in %d bytes".formatted(rows, columns, elementType, memory.capacity()));
        }
        runtime.nd4j();
        ByteBuffer whole = memory.duplicate().clear().order(ByteOrder.nativeOrder());
        Pointer pointer = elementType == ElementType.FLOAT64
                ? new DoublePointer(whole.asDoubleBuffer())
                : new FloatPointer(whole.asFloatBuffer());
        DataType dataType = elementType == ElementType.FLOAT64 ? DataType.DOUBLE : DataType.FLOAT;
        DataBuffer buffer = Nd4j.createBuffer(pointer, length, dataType);
        return Nd4j.create(buffer, new long[] {rows, columns}, new long[] {columns, 1}, 0, 'c', dataType);
    }
}
