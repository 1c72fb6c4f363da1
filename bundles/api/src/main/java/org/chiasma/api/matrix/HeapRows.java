package org.chiasma.api.matrix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Dense and packed symmetric matrices as one array per row; row i of a packed one begins at the diagonal. */
abstract sealed class HeapRows implements Matrix {
    private final MatrixSpec spec;
    private final double[][] rows;

    private HeapRows(MatrixSpec spec, double[][] rows) {
        this.spec = spec;
        this.rows = rows;
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    final double[] stored(long row) {
        return rows[(int) row];
    }

    static double[][] zeros(MatrixSpec spec) {
        double[][] rows = new double[(int) spec.rows().size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[(int) spec.columns().size() - firstStored(spec, i)];
        }
        return rows;
    }

    static int firstStored(MatrixSpec spec, int row) {
        return spec.layout() == Layout.PACKED_SYMMETRIC ? row : 0;
    }

    /** Copies and, for float32, rounds as storage would. */
    static void copyRounded(ElementType type, double[] source, int from, double[] target, int to, int count) {
        System.arraycopy(source, from, target, to, count);
        if (type == ElementType.FLOAT32) {
            for (int i = to; i < to + count; i++) {
                target[i] = (float) target[i];
            }
        }
    }

    static void checkBlock(MatrixSpec spec, long firstRow, long firstColumn, int rowCount, int columnCount) {
        Objects.checkFromIndexSize(firstRow, rowCount, spec.rows().size());
        Objects.checkFromIndexSize(firstColumn, columnCount, spec.columns().size());
    }

    static final class Dense extends HeapRows implements DenseMatrix {
        Dense(MatrixSpec spec, double[][] rows) {
            super(spec, rows);
        }

        @Override
        public void copyBlock(long row, long column, int height, int width, double[] target, int offset, int stride) {
            checkBlock(spec(), row, column, height, width);
            for (int i = 0; i < height; i++) {
                System.arraycopy(stored(row + i), (int) column, target, offset + i * stride, width);
            }
        }

        /** One slice per row, filled on demand: the rows are separate arrays. */
        @Override
        public List<Slice> slices() {
            Slice[] slices = new Slice[(int) rowCount()];
            Arrays.setAll(
                    slices,
                    row -> new Slice(
                            row, 1, bytes(stored(row)).asReadOnlyBuffer().order(ByteOrder.nativeOrder())));
            return List.of(slices);
        }

        private ByteBuffer bytes(double[] row) {
            ByteBuffer bytes = ByteBuffer.allocate(
                            Math.multiplyExact(row.length, spec().elementType().bytes()))
                    .order(ByteOrder.nativeOrder());
            for (double value : row) {
                if (spec().elementType() == ElementType.FLOAT32) {
                    bytes.putFloat((float) value);
                } else {
                    bytes.putDouble(value);
                }
            }
            return bytes.flip();
        }
    }

    static final class Packed extends HeapRows implements PackedSymmetricMatrix {
        Packed(MatrixSpec spec, double[][] rows) {
            super(spec, rows);
        }

        @Override
        public void copyBlock(long row, long column, int height, int width, double[] target, int offset, int stride) {
            checkBlock(spec(), row, column, height, width);
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < width; j++) {
                    long low = Math.min(row + i, column + j);
                    long high = Math.max(row + i, column + j);
                    target[offset + i * stride + j] = stored(low)[(int) (high - low)];
                }
            }
        }

        @Override
        public void copyPacked(long firstEntry, int count, double[] target, int offset) {
            Objects.checkFromIndexSize(firstEntry, count, storedEntries());
            long skip = firstEntry;
            int done = 0;
            for (long row = 0; done < count; row++) {
                double[] entries = stored(row);
                if (skip < entries.length) {
                    int copied = Math.min(count - done, entries.length - (int) skip);
                    System.arraycopy(entries, (int) skip, target, offset + done, copied);
                    done += copied;
                    skip = 0;
                } else {
                    skip -= entries.length;
                }
            }
        }
    }

    static final class Draft implements MatrixDraft {
        private final MatrixSpec spec;
        private final double[][] rows;
        private volatile boolean ended;

        Draft(MatrixSpec spec, double[][] rows) {
            this.spec = spec;
            this.rows = rows;
        }

        @Override
        public MatrixSpec spec() {
            return spec;
        }

        @Override
        public void writeBlock(long row, long column, int height, int width, double[] source, int offset, int stride) {
            checkOpen();
            checkBlock(spec, row, column, height, width);
            for (int i = 0; i < height; i++) {
                int at = (int) row + i;
                int from = Math.max((int) column, firstStored(spec, at));
                int count = (int) column + width - from;
                if (count > 0) {
                    int skipped = from - (int) column;
                    copyRounded(
                            spec.elementType(),
                            source,
                            offset + i * stride + skipped,
                            rows[at],
                            from - firstStored(spec, at),
                            count);
                }
            }
        }

        @Override
        public void writeSparseRow(long row, int[] columns, double[] values, int count) {
            throw new UnsupportedOperationException("not a CSR draft");
        }

        @Override
        public Matrix seal() {
            checkOpen();
            ended = true;
            return spec.layout() == Layout.DENSE ? new Dense(spec, rows) : new Packed(spec, rows);
        }

        @Override
        public void close() {
            ended = true;
        }

        private void checkOpen() {
            if (ended) {
                throw new IllegalStateException("matrix draft is sealed or closed");
            }
        }
    }
}
