package org.chiasma.linalg;

import java.nio.DoubleBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.chiasma.api.DataException;
import org.chiasma.nd4j.Nd4jRuntime;

/**
 * A contiguous float64 matrix outside the Java heap, row-major, larger than 2 GiB if need be.
 *
 * <p>The memory is the operating system's: it is reserved at once, zero, and becomes resident as it is written. It is
 * given back by {@link #close()} and by nothing else. Different threads may work on different rows; closing while
 * another thread works is an error of the caller.
 */
public final class OffHeapMatrix implements AutoCloseable {
    /** Entries per slice, a power of two: 1 GiB, within the reach of one {@link DoubleBuffer}. */
    private static final int SLICE_SHIFT = 27;

    private static final int SLICE_LENGTH = 1 << SLICE_SHIFT;

    /** Up to so many bytes the system is not asked what it has: asking takes longer than small products do. */
    private static final long UNASKED = 16 << 20;

    private final long rows;
    private final long columns;
    private final DoublePointer memory;
    private final DoubleBuffer[] slices;
    private boolean closed;

    private OffHeapMatrix(long rows, long columns, DoublePointer memory) {
        this.rows = rows;
        this.columns = columns;
        this.memory = memory;
        this.slices = slices(memory, rows * columns);
    }

    /**
     * A new matrix of zeros.
     *
     * @throws DataException {@code E-MEM-BUDGET} if it is larger than the memory that the machine has available
     * @throws org.chiasma.api.OutputException {@code E-NATIVE-LOAD} if native libraries cannot be unpacked or loaded
     * @throws IllegalArgumentException if an extent is negative
     */
    public static OffHeapMatrix zeros(long rows, long columns) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("negative extent: " + rows + " x " + columns);
        }
        boolean addressable = Math.multiplyHigh(rows, columns) == 0 && rows * columns >= 0;
        if (!addressable || rows * columns > UNASKED / Double.BYTES) {
            long available = Nd4jRuntime.availableMemory();
            if (!addressable || rows * columns > available / Double.BYTES) {
                throw tooLarge(rows, columns, available);
            }
        }
        // Straight from calloc: JavaCPP's own allocation counts against a limit derived from -Xmx.
        try (Pointer block = calloc(Math.max(1, rows * columns), Double.BYTES)) {
            if (block == null || block.isNull()) {
                throw tooLarge(rows, columns, Nd4jRuntime.availableMemory());
            }
            return new OffHeapMatrix(rows, columns, new DoublePointer(block));
        }
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
                "matrix of %d x %d float64: needs %.1f GiB, expected at most the %.1f GiB available, use fewer rows or columns"
                        .formatted(
                                rows,
                                columns,
                                (double) rows * columns * Double.BYTES / (1L << 30),
                                (double) available / (1L << 30)));
    }

    private static DoubleBuffer[] slices(DoublePointer memory, long length) {
        DoubleBuffer[] slices = new DoubleBuffer[Math.toIntExact((length + SLICE_LENGTH - 1) >>> SLICE_SHIFT)];
        for (int i = 0; i < slices.length; i++) {
            long first = (long) i << SLICE_SHIFT;
            slices[i] = memory.getPointer(first)
                    .capacity(Math.min(SLICE_LENGTH, length - first))
                    .asBuffer();
        }
        return slices;
    }

    /** Number of rows. */
    public long rows() {
        return rows;
    }

    /** Number of columns, and the leading dimension. */
    public long columns() {
        return columns;
    }

    /** One entry: for tests and small work. */
    public double get(long i, long j) {
        long at = index(i, j, 1);
        return slice(at).get(offset(at));
    }

    /** Sets one entry: for tests and small work. */
    public void set(long i, long j, double v) {
        long at = index(i, j, 1);
        slice(at).put(offset(at), v);
    }

    /** Copies {@code length} entries of a row, from {@code firstColumn} on, to {@code target} from {@code offset} on. */
    public void readRow(long row, long firstColumn, double[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        long at = index(row, firstColumn, length);
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, SLICE_LENGTH - offset(at + done));
            slice(at + done).get(offset(at + done), target, offset + done, count);
            done += count;
        }
    }

    /** Copies {@code length} entries from {@code source} to a row, from {@code firstColumn} on. */
    public void writeRow(long row, long firstColumn, double[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        long at = index(row, firstColumn, length);
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, SLICE_LENGTH - offset(at + done));
            slice(at + done).put(offset(at + done), source, offset + done, count);
            done += count;
        }
    }

    /** Frees the memory; closing again does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Pointer.free(memory);
        }
    }

    /** The address of entry (i, j), for a native call during which this matrix stays open. */
    DoublePointer at(long i, long j) {
        requireOpen();
        return memory.getPointer(i * columns + j);
    }

    private long index(long row, long firstColumn, int length) {
        requireOpen();
        Objects.checkIndex(row, rows);
        Objects.checkFromIndexSize(firstColumn, length, columns);
        return row * columns + firstColumn;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("matrix of " + rows + " x " + columns + " is closed");
        }
    }

    private DoubleBuffer slice(long index) {
        return slices[(int) (index >>> SLICE_SHIFT)];
    }

    private static int offset(long index) {
        return (int) (index & (SLICE_LENGTH - 1));
    }
}
