package org.chiasma.symmetric.internal.simulation;

import java.util.Objects;
import java.util.stream.IntStream;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.matrix.PackedSymmetricMatrix;

/**
 * A symmetric float32 matrix whose entries are computed when they are asked for. Large blocks are shared out among the
 * processors; an entry comes out the same in whichever block.
 */
final class SimulatedMatrix implements PackedSymmetricMatrix {
    /** Rows that one thread computes with the same scratch memory. */
    private static final int ROWS_AT_ONCE = 16;

    private final MatrixSpec spec;
    private final Signal signal;
    private final Observation observation;

    SimulatedMatrix(Axis columns, Signal signal, Observation observation) {
        if (columns.size() != signal.size()) {
            throw new IllegalArgumentException(columns + " for " + signal.size() + " simulated ones");
        }
        this.spec = new MatrixSpec(
                columns, columns, ElementType.FLOAT32, Layout.PACKED_SYMMETRIC, MissingValue.NONE, columns.size());
        this.signal = signal;
        this.observation = observation;
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    @Override
    public void copyBlock(
            long firstRow, long firstColumn, int rowCount, int columnCount, float[] target, int offset, int stride) {
        check(firstRow, firstColumn, rowCount, columnCount, target.length, offset, stride);
        IntStream chunks = IntStream.range(0, (rowCount + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE);
        chunks.parallel().forEach(chunk -> {
            Block block = new Block();
            int end = Math.min(rowCount, (chunk + 1) * ROWS_AT_ONCE);
            for (int i = chunk * ROWS_AT_ONCE; i < end; i++) {
                fillRow((int) firstRow + i, (int) firstColumn, columnCount, target, offset + i * stride, block);
            }
        });
    }

    @Override
    public void copyBlock(
            long firstRow, long firstColumn, int rowCount, int columnCount, double[] target, int offset, int stride) {
        check(firstRow, firstColumn, rowCount, columnCount, target.length, offset, stride);
        IntStream.range(0, rowCount).parallel().forEach(i -> {
            float[] row = new float[columnCount];
            copyBlock(firstRow + i, firstColumn, 1, columnCount, row, 0, columnCount);
            widen(row, columnCount, target, offset + i * stride);
        });
    }

    @Override
    public void copyPacked(long firstEntry, int count, double[] target, int offset) {
        Objects.checkFromIndexSize(firstEntry, count, spec.capacity());
        Objects.checkFromIndexSize(offset, count, target.length);
        long n = rowCount();
        int row = rowOf(firstEntry, n);
        int column = (int) (firstEntry - firstOfRow(row, n)) + row;
        float[] part = new float[count];
        for (int done = 0; done < count; ) {
            int length = (int) Math.min(count - done, n - column);
            copyBlock(row, column, 1, length, part, 0, length);
            widen(part, length, target, offset + done);
            done += length;
            row++;
            column = row;
        }
    }

    private void fillRow(int row, int firstColumn, int columnCount, float[] target, int offset, Block block) {
        int end = firstColumn + columnCount;
        for (int column = firstColumn; column < end; ) {
            int number = column / Block.COLUMNS;
            int from = column - number * Block.COLUMNS;
            int count = Math.min(Block.COLUMNS - from, end - column);
            block.moveTo(row, number, from, from + count);
            signal.fill(block);
            observation.observe(block);
            System.arraycopy(block.values, from, target, offset + column - firstColumn, count);
            column += count;
        }
    }

    private void check(
            long firstRow, long firstColumn, int rowCount, int columnCount, int length, int offset, int stride) {
        Objects.checkFromIndexSize(firstRow, rowCount, rowCount());
        Objects.checkFromIndexSize(firstColumn, columnCount, columnCount());
        if (rowCount > 0) {
            Objects.checkFromToIndex(offset, offset + (rowCount - 1L) * stride + columnCount, length);
        }
    }

    /** The row of a packed entry: the largest i whose first entry is not behind it. */
    private static int rowOf(long entry, long n) {
        long low = 0;
        long high = n - 1;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (firstOfRow(middle, n) <= entry) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return (int) low;
    }

    private static long firstOfRow(long row, long n) {
        return row * n - row * (row - 1) / 2;
    }

    private static void widen(float[] source, int count, double[] target, int offset) {
        for (int t = 0; t < count; t++) {
            target[offset + t] = source[t];
        }
    }
}
