package org.chiasma.nd4j.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameters of a network, float32, one after the other in one piece of memory, as one array and as many. SameDiff
 * copies views of an array; these arrays have buffers of their own over parts of that memory, which lives as long as one
 * of them.
 */
final class FlatParameters {
    private final FloatBuffer memory;
    private int position;

    FlatParameters(int length) {
        this.memory = ByteBuffer.allocateDirect(Math.multiplyExact(length, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** All of them. */
    INDArray whole() {
        return array(memory, memory.capacity());
    }

    /** The next ones, with the shape and the values of {@code initial}. */
    INDArray next(INDArray initial) {
        int length = Math.toIntExact(initial.length());
        INDArray array = array(memory.slice(position, length), initial.shape());
        array.assign(initial);
        position += length;
        return array;
    }

    private static INDArray array(FloatBuffer values, long... shape) {
        return Nd4j.create(
                Nd4j.createBuffer(new FloatPointer(values), values.capacity(), DataType.FLOAT),
                shape,
                Nd4j.getStrides(shape, 'c'),
                0,
                'c',
                DataType.FLOAT);
    }
}
