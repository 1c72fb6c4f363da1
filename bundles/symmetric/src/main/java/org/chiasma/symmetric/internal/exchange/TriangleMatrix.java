package org.chiasma.symmetric.internal.exchange;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.PackedSymmetricMatrix;
import org.chiasma.symmetric.internal.storage.PackedRows;

/** A symmetric matrix over a mapped array in some {@link TriangleOrder}. */
final class TriangleMatrix implements PackedSymmetricMatrix {
    /** Bytes of a mapped slice, a multiple of the bytes of an entry. */
    static final int SLICE = 1 << 30;

    private final MatrixSpec spec;
    private final TriangleOrder order;
    private final ByteBuffer[] slices;
    private final double diagonal;
    private final int entryBytes;

    /**
     * A matrix over the slices of an array.
     *
     * @param diagonal stands on the diagonal where {@code order} does not hold it
     */
    TriangleMatrix(MatrixSpec spec, TriangleOrder order, ByteBuffer[] slices, double diagonal) {
        this.spec = spec;
        this.order = order;
        this.slices = slices;
        this.diagonal = diagonal;
        this.entryBytes = spec.elementType().bytes();
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    @Override
    public void copyPacked(long firstEntry, int count, double[] target, int offset) {
        PackedRows.copy(this, firstEntry, count, target, offset);
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, double[] target, int offset, int stride) {
        Objects.checkFromIndexSize(row, height, rowCount());
        Objects.checkFromIndexSize(column, width, columnCount());
        double[] run = new double[height];
        for (int j = 0; j < width; j++) {
            long at = column + j;
            long from = Math.max(row, firstRead(at));
            int count = (int) Math.max(0, Math.min(row + height, order.endColumn(at, rowCount())) - from);
            if (count > 0) {
                read(order.index(at, from, rowCount()), count, run, 0);
                for (int k = 0; k < count; k++) {
                    target[offset + (int) (from - row + k) * stride + j] = run[k];
                }
            }
        }
        for (int i = 0; i < height; i++) {
            long at = row + i;
            long from = Math.max(column, firstRead(at));
            int count = (int) Math.max(0, Math.min(column + width, order.endColumn(at, rowCount())) - from);
            if (count > 0) {
                read(order.index(at, from, rowCount()), count, target, offset + i * stride + (int) (from - column));
            }
            if (order == TriangleOrder.ROWS && at >= column && at < column + width) {
                target[offset + i * stride + (int) (at - column)] = diagonal;
            }
        }
    }

    /** All entries of a {@link TriangleOrder#DENSE} array, those below the diagonal too, to be compared. */
    Matrix everyEntry() {
        return new Matrix() {
            @Override
            public MatrixSpec spec() {
                return spec.withLayout(Layout.DENSE);
            }

            @Override
            public long storedEntries() {
                return spec().capacity();
            }

            @Override
            public void copyBlock(
                    long row, long column, int height, int width, double[] target, int offset, int stride) {
                for (int i = 0; i < height; i++) {
                    read((row + i) * spec.rows().size() + column, width, target, offset + i * stride);
                }
            }
        };
    }

    /** The first column that is read of a row: of a full matrix only the upper triangle, so that symmetry is exact. */
    private long firstRead(long row) {
        return order == TriangleOrder.DENSE ? row : order.firstColumn(row);
    }

    private void read(long first, int count, double[] target, int offset) {
        for (int done = 0; done < count; ) {
            long at = (first + done) * entryBytes;
            ByteBuffer slice = slices[(int) (at / SLICE)];
            int position = (int) (at % SLICE);
            int length = Math.min(count - done, (slice.capacity() - position) / entryBytes);
            if (spec.elementType() == ElementType.FLOAT32) {
                for (int k = 0; k < length; k++) {
                    target[offset + done + k] = slice.getFloat(position + k * Float.BYTES);
                }
            } else {
                for (int k = 0; k < length; k++) {
                    target[offset + done + k] = slice.getDouble(position + k * Double.BYTES);
                }
            }
            done += length;
        }
    }
}
