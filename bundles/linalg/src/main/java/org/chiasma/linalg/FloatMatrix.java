package org.chiasma.linalg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.chiasma.api.DataException;
import org.chiasma.nd4j.Nd4jRuntime;

/**
 * A float32 matrix outside the Java heap, row-major, or a rectangle of one: for large matrices whose products need no more
 * than single precision, at twice the speed and half the memory of {@link OffHeapMatrix}.
 *
 * <p>{@link #zeros} reserves memory, which is given back by {@link #close()} and by nothing else. {@link #over} and {@link
 * #block} share the memory of another: closing them does nothing, and they are valid as long as that memory is. Different
 * threads may work on different rows.
 */
public final class FloatMatrix implements AutoCloseable {
    /** Entries per slice, a power of two: 1 GiB, within the reach of one {@link FloatBuffer}. */
    private static final int SLICE_SHIFT = 28;

    private static final int SLICE_LENGTH = 1 << SLICE_SHIFT;

    /** Up to so many bytes the system is not asked what it has: asking takes longer than small products do. */
    private static final long UNASKED = 16 << 20;

    private final Memory memory;
    private final long first;
    private final long rows;
    private final long columns;
    private final int stride;

    private FloatMatrix(Memory memory, long first, long rows, long columns, int stride) {
        this.memory = memory;
        this.first = first;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
    }

    /**
     * A new matrix of zeros.
     *
     * @throws DataException {@code E-MEM-BUDGET} if it is larger than the memory that the machine has available
     * @throws org.chiasma.api.OutputException {@code E-NATIVE-LOAD} if native libraries cannot be unpacked or loaded
     * @throws IllegalArgumentException if an extent is negative
     */
    public static FloatMatrix zeros(long rows, long columns) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("negative extent: " + rows + " x " + columns);
        }
        boolean addressable = Math.multiplyHigh(rows, columns) == 0 && rows * columns >= 0;
        if (!addressable || rows * columns > UNASKED / Float.BYTES) {
            long available = Nd4jRuntime.availableMemory();
            if (!addressable || rows * columns > available / Float.BYTES) {
                throw tooLarge(rows, columns, available);
            }
        }
        // Straight from calloc: JavaCPP's own allocation counts against a limit derived from -Xmx.
        try (Pointer block = calloc(Math.max(1, rows * columns), Float.BYTES)) {
            if (block == null || block.isNull()) {
                throw tooLarge(rows, columns, Nd4jRuntime.availableMemory());
            }
            FloatPointer pointer = new FloatPointer(block);
            return new FloatMatrix(
                    new Memory(pointer, slices(pointer, rows * columns), true),
                    0,
                    rows,
                    columns,
                    LinearAlgebra.extent(columns));
        }
    }

    /**
     * Memory of someone else as a matrix, without a copy.
     *
     * @param bytes direct or mapped, in native byte order, the entries from position 0 on; kept reachable by the matrix
     * @throws IllegalArgumentException if the memory is on the heap, in foreign byte order, or too small
     */
    public static FloatMatrix over(ByteBuffer bytes, long rows, long columns) {
        long length = Math.multiplyExact(rows, columns);
        if (!bytes.isDirect() || bytes.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("only direct memory in native byte order can be shared");
        }
        if (length > bytes.capacity() / Float.BYTES) {
            throw new IllegalArgumentException(
                    "no matrix of %d x %d float32 in %d bytes".formatted(rows, columns, bytes.capacity()));
        }
        FloatBuffer floats =
                bytes.duplicate().clear().order(ByteOrder.nativeOrder()).asFloatBuffer();
        return new FloatMatrix(
                new Memory(new FloatPointer(floats), new FloatBuffer[] {floats}, false),
                0,
                rows,
                columns,
                LinearAlgebra.extent(columns));
    }

    /**
     * A rectangle of this matrix, without a copy: what is written to it is written to this.
     *
     * @throws IndexOutOfBoundsException if it reaches beyond this matrix
     */
    public FloatMatrix block(long firstRow, long firstColumn, long blockRows, long blockColumns) {
        Objects.checkFromIndexSize(firstRow, blockRows, rows);
        Objects.checkFromIndexSize(firstColumn, blockColumns, columns);
        return new FloatMatrix(
                memory.shared(), first + firstRow * stride + firstColumn, blockRows, blockColumns, stride);
    }

    /** Number of rows. */
    public long rows() {
        return rows;
    }

    /** Number of columns. */
    public long columns() {
        return columns;
    }

    /** One entry: for tests and small work. */
    public float get(long i, long j) {
        long at = index(i, j, 1);
        return memory.slices[slice(at)].get(offset(at));
    }

    /** Copies {@code length} entries of a row, from {@code firstColumn} on, to {@code target} from {@code offset} on. */
    public void readRow(long row, long firstColumn, float[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        long at = index(row, firstColumn, length);
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, SLICE_LENGTH - offset(at + done));
            memory.slices[slice(at + done)].get(offset(at + done), target, offset + done, count);
            done += count;
        }
    }

    /** Copies {@code length} entries from {@code source} to a row, from {@code firstColumn} on. */
    public void writeRow(long row, long firstColumn, float[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        long at = index(row, firstColumn, length);
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, SLICE_LENGTH - offset(at + done));
            memory.slices[slice(at + done)].put(offset(at + done), source, offset + done, count);
            done += count;
        }
    }

    /** Frees the memory if this matrix reserved it; closing again does nothing. */
    @Override
    public void close() {
        memory.close();
    }

    /** The address of the first entry, for a native call during which the memory stays. */
    FloatPointer address() {
        memory.requireOpen();
        return memory.pointer.getPointer(first);
    }

    /** Distance of two rows, in entries. */
    int stride() {
        return stride;
    }

    private long index(long row, long firstColumn, int length) {
        memory.requireOpen();
        Objects.checkIndex(row, rows);
        Objects.checkFromIndexSize(firstColumn, length, columns);
        return first + row * stride + firstColumn;
    }

    private static int slice(long index) {
        return (int) (index >>> SLICE_SHIFT);
    }

    private static int offset(long index) {
        return (int) (index & (SLICE_LENGTH - 1));
    }

    private static FloatBuffer[] slices(FloatPointer memory, long length) {
        FloatBuffer[] slices = new FloatBuffer[Math.toIntExact((length + SLICE_LENGTH - 1) >>> SLICE_SHIFT)];
        for (int i = 0; i < slices.length; i++) {
            long start = (long) i << SLICE_SHIFT;
            slices[i] = memory.getPointer(start)
                    .capacity(Math.min(SLICE_LENGTH, length - start))
                    .asBuffer();
        }
        return slices;
    }

    private static Pointer calloc(long count, int bytes) {
        try {
            return Pointer.calloc(count, bytes);
        } catch (LinkageError e) {
            // Says in one line why native libraries do not load.
            Nd4jRuntime.availableMemory();
            throw e;
        }
    }

    private static DataException tooLarge(long rows, long columns, long available) {
        return new DataException(
                "E-MEM-BUDGET",
                "matrix of %d x %d float32: needs %.1f GiB, expected at most the %.1f GiB available, use fewer rows or columns"
                        .formatted(
                                rows,
                                columns,
                                (double) rows * columns * Float.BYTES / (1L << 30),
                                (double) available / (1L << 30)));
    }

    /** What several matrices may share; only the owner frees it. */
    private static final class Memory {
        private final FloatPointer pointer;
        private final FloatBuffer[] slices;
        private final Memory root;
        private final boolean owner;
        private boolean closed;

        Memory(FloatPointer pointer, FloatBuffer[] slices, boolean owner) {
            this.pointer = pointer;
            this.slices = slices;
            this.root = this;
            this.owner = owner;
        }

        private Memory(Memory root) {
            this.pointer = root.pointer;
            this.slices = root.slices;
            this.root = root;
            this.owner = false;
        }

        Memory shared() {
            return owner ? new Memory(root) : this;
        }

        void requireOpen() {
            if (root.closed) {
                throw new IllegalStateException("matrix is closed");
            }
        }

        void close() {
            if (owner && !closed) {
                closed = true;
                Pointer.free(pointer);
            }
        }
    }
}
