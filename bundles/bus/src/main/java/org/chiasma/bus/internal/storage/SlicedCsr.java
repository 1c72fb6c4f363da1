package org.chiasma.bus.internal.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.CsrMatrix;
import org.chiasma.api.matrix.MatrixSpec;

/**
 * A sparse matrix over three regions: values, their column numbers (int32), and for each row the number of its first
 * stored entry (int64, one more than there are rows).
 */
final class SlicedCsr implements CsrMatrix, StoredMatrix {
    static final String DATA = "data";
    static final String INDICES = "indices";
    static final String INDPTR = "indptr";

    private final MatrixSpec spec;
    private final Entries values;
    private final Region indices;
    private final Region pointers;
    private final IntBuffer[] columns;
    private final LongBuffer[] starts;

    SlicedCsr(MatrixSpec spec, Region values, Region indices, Region pointers) {
        this.spec = spec;
        this.values = Entries.of(values, spec.elementType());
        this.indices = indices;
        this.pointers = pointers;
        this.columns = Arrays.stream(indices.slices())
                .map(slice -> slice.duplicate().order(ByteOrder.nativeOrder()).asIntBuffer())
                .toArray(IntBuffer[]::new);
        this.starts = Arrays.stream(pointers.slices())
                .map(slice -> slice.duplicate().order(ByteOrder.nativeOrder()).asLongBuffer())
                .toArray(LongBuffer[]::new);
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    @Override
    public long storedEntries() {
        return indices.bytes() / Integer.BYTES;
    }

    @Override
    public List<Part> parts() {
        return List.of(
                new Part(DATA, NpyHeader.floats(spec.elementType(), storedEntries()), values.region()),
                new Part(INDICES, NpyHeader.integers(Integer.BYTES, storedEntries()), indices),
                new Part(INDPTR, NpyHeader.integers(Long.BYTES, rowCount() + 1), pointers));
    }

    @Override
    public int storedInRow(long row) {
        Objects.checkIndex(row, rowCount());
        return (int) (start(row + 1) - start(row));
    }

    @Override
    public int copySparseRow(long row, int[] targetColumns, double[] targetValues) {
        int count = storedInRow(row);
        copyColumns(start(row), count, targetColumns);
        values.get(start(row), count, targetValues, 0);
        return count;
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, double[] target, int offset, int stride) {
        Blocks.check(spec, row, column, height, width);
        int[] stored = {};
        double[] run = {};
        for (int i = 0; i < height; i++) {
            int to = offset + i * stride;
            Arrays.fill(target, to, to + width, 0);
            int count = storedInRow(row + i);
            if (stored.length < count) {
                stored = new int[count];
                run = new double[count];
            }
            copyColumns(start(row + i), count, stored);
            int low = lowerBound(stored, count, column);
            int high = lowerBound(stored, count, column + width);
            values.get(start(row + i) + low, high - low, run, 0);
            for (int k = low; k < high; k++) {
                target[to + stored[k] - (int) column] = run[k - low];
            }
        }
    }

    @Override
    public void requireSound(Object file) {
        long before = start(0);
        boolean sound = before == 0 && start(rowCount()) == storedEntries();
        for (long row = 1; sound && row <= rowCount(); row++) {
            long next = start(row);
            sound = next >= before && next - before <= columnCount();
            before = next;
        }
        int[] stored = {};
        for (long row = 0; sound && row < rowCount(); row++) {
            int count = storedInRow(row);
            stored = stored.length < count ? new int[count] : stored;
            copyColumns(start(row), count, stored);
            sound = ascending(stored, count, columnCount());
        }
        if (!sound) {
            throw new DataException(
                    "E-WS-CSR",
                    file + ": found row pointers or column numbers out of order, expected compressed sparse rows;"
                            + " remove the matrix or publish it again");
        }
    }

    /** Whether {@code count} column numbers ascend strictly within {@code [0, limit)}. */
    static boolean ascending(int[] columns, int count, long limit) {
        int before = -1;
        for (int k = 0; k < count; k++) {
            if (columns[k] <= before) {
                return false;
            }
            before = columns[k];
        }
        return before < limit;
    }

    private long start(long row) {
        int perSlice = pointers.sliceBytes() / Long.BYTES;
        return starts[(int) (row / perSlice)].get((int) (row % perSlice));
    }

    private void copyColumns(long first, int count, int[] target) {
        indices.runs(
                first, count, Integer.BYTES, (slice, index, done, n) -> columns[slice].get(index, target, done, n));
    }

    private static int lowerBound(int[] ascending, int count, long bound) {
        if (bound > Integer.MAX_VALUE) {
            return count;
        }
        int found = Arrays.binarySearch(ascending, 0, count, (int) bound);
        return found < 0 ? -found - 1 : found;
    }

    /** Rows being written in ascending order. */
    static final class Draft extends StoredDraft {
        private static final int BLOCK = 4096;

        private final RegionWriter values;
        private final RegionWriter indices;
        private final Region pointers;
        private final LongBuffer[] starts;
        private long nextRow;
        private long stored;

        Draft(MatrixSpec spec, Memory memory) {
            super(spec);
            this.pointers = memory.zeros(
                    NpyHeader.integers(Long.BYTES, Math.addExact(spec.rows().size(), 1)), Long.BYTES);
            this.starts = Arrays.stream(pointers.slices())
                    .map(ByteBuffer::asLongBuffer)
                    .toArray(LongBuffer[]::new);
            this.values = memory.writer();
            this.indices = memory.writer();
        }

        @Override
        public void writeBlock(long row, long column, int height, int width, double[] source, int offset, int stride) {
            throw new UnsupportedOperationException("a CSR draft takes sparse rows");
        }

        @Override
        public synchronized void writeSparseRow(long row, int[] columns, double[] rowValues, int count) {
            checkOpen();
            Objects.checkIndex(row, spec().rows().size());
            if (row < nextRow) {
                throw new IllegalArgumentException("row " + row + " comes after row " + (nextRow - 1));
            }
            if (!ascending(columns, count, spec().columns().size())) {
                throw new IllegalArgumentException("columns of row " + row + " do not ascend inside the matrix");
            }
            endRowsBefore(row);
            for (int done = 0; done < count; done += BLOCK) {
                int n = Math.min(BLOCK, count - done);
                Entries.append(
                        spec().elementType(),
                        rowValues,
                        done,
                        n,
                        values.room(n * spec().elementType().bytes()));
                ByteBuffer room = indices.room(n * Integer.BYTES);
                room.asIntBuffer().put(columns, done, n);
                room.position(room.position() + n * Integer.BYTES);
            }
            stored += count;
            setStart(row + 1);
            nextRow = row + 1;
        }

        @Override
        StoredMatrix sealed() {
            endRowsBefore(spec().rows().size());
            NpyHeader data = NpyHeader.floats(spec().elementType(), stored);
            return new SlicedCsr(
                    spec(),
                    values.finish(data, data.entryBytes()),
                    indices.finish(NpyHeader.integers(Integer.BYTES, stored), Integer.BYTES),
                    pointers);
        }

        @Override
        void discard() {
            pointers.discard();
            values.close();
            indices.close();
        }

        /** Rows that were left out are empty: their end is where they begin. */
        private void endRowsBefore(long row) {
            for (; nextRow < row; nextRow++) {
                setStart(nextRow + 1);
            }
        }

        private void setStart(long row) {
            int perSlice = pointers.sliceBytes() / Long.BYTES;
            starts[(int) (row / perSlice)].put((int) (row % perSlice), stored);
        }
    }
}
