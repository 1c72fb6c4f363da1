package org.chiasma.symmetric.internal.simulation;

import java.util.Objects;
import java.util.stream.IntStream;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/**
 * A symmetric float32 matrix whose entries are computed when they are asked for. Large blocks are shared out among the
 * processors; an entry comes out the same in whichever block.
 */
final class SimulatedMatrix extends FloatSymmetricMatrix {
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
        requireInside(firstRow, firstColumn, rowCount, columnCount);
        if (rowCount > 0) {
            Objects.checkFromToIndex(offset, offset + (rowCount - 1L) * stride + columnCount, target.length);
        }
        IntStream chunks = IntStream.range(0, (rowCount + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE);
        chunks.parallel().forEach(chunk -> {
            Block block = new Block();
            int end = Math.min(rowCount, (chunk + 1) * ROWS_AT_ONCE);
            for (int i = chunk * ROWS_AT_ONCE; i < end; i++) {
                fillRow((int) firstRow + i, (int) firstColumn, columnCount, target, offset + i * stride, block);
            }
        });
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
}
