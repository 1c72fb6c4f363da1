package org.chiasma.genomics.internal.hdf5;

import java.io.IOException;
import java.util.Arrays;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;

/**
 * Reads compressed sparse rows or columns: the group's {@code data}, {@code indices} and {@code indptr}, as SciPy names them.
 * Absent entries are zero. Compressed columns are turned by counting: 12 bytes for each stored entry beside the matrix.
 */
final class SparseReader {
    private static final int BLOCK = 1 << 16;

    private final Hdf5File file;
    private final MatrixStore store;
    private final Progress progress;

    SparseReader(Hdf5File file, MatrixStore store, Progress progress) {
        this.file = file;
        this.store = store;
        this.progress = progress;
    }

    /** The CSR matrix of {@code spec} from compressed rows at {@code path}. */
    Matrix readRows(String path, MatrixSpec spec) throws IOException {
        DenseReader.refuseEmpty(file.refusals(), spec);
        Stored stored = new Stored(path, spec.rows().size(), spec.columns().size());
        progress.begin("reading " + file.refusals().file().getFileName(), stored.count);
        try (MatrixDraft draft = store.create(spec.withLayout(Layout.CSR))) {
            for (int i = 0; i < stored.slices(); i++) {
                int count = stored.next(i);
                stored.ascend(i);
                draft.writeSparseRow(i, stored.indices, stored.values, count);
            }
            return draft.seal();
        }
    }

    /** The CSR matrix of {@code spec} from compressed columns at {@code path}. */
    Matrix readColumns(String path, MatrixSpec spec) throws IOException {
        DenseReader.refuseEmpty(file.refusals(), spec);
        Stored stored = new Stored(path, spec.columns().size(), spec.rows().size());
        progress.begin("reading " + file.refusals().file().getFileName(), stored.count);
        int rows = Math.toIntExact(spec.rows().size());
        int[] starts = new int[rows + 1];
        for (long i = 0; i < stored.count; i += BLOCK) {
            int now = (int) Math.min(BLOCK, stored.count - i);
            stored.readIndices(i, now);
            for (int k = 0; k < now; k++) {
                starts[stored.indices[k] + 1]++;
            }
        }
        for (int i = 0; i < rows; i++) {
            starts[i + 1] += starts[i];
        }
        int[] columns = new int[stored.count];
        double[] values = new double[stored.count];
        int[] next = starts.clone();
        for (int j = 0; j < stored.slices(); j++) {
            int count = stored.next(j);
            stored.ascend(j);
            for (int k = 0; k < count; k++) {
                int at = next[stored.indices[k]]++;
                columns[at] = j;
                values[at] = stored.values[k];
            }
        }
        try (MatrixDraft draft = store.create(spec.withLayout(Layout.CSR))) {
            int[] rowColumns = new int[Math.toIntExact(spec.columns().size())];
            double[] rowValues = new double[rowColumns.length];
            for (int i = 0; i < rows; i++) {
                int count = starts[i + 1] - starts[i];
                System.arraycopy(columns, starts[i], rowColumns, 0, count);
                System.arraycopy(values, starts[i], rowValues, 0, count);
                draft.writeSparseRow(i, rowColumns, rowValues, count);
            }
            return draft.seal();
        }
    }

    /** The three arrays, checked against each other, and a cursor over their slices. */
    private final class Stored {
        private final String path;
        private final long width;
        private final double[] starts;
        private final NumberArray allIndices;
        private final NumberArray allValues;
        private final int count;
        private int filled;

        int[] indices = new int[BLOCK];
        double[] values = new double[BLOCK];
        private double[] read = new double[BLOCK];

        Stored(String path, long slices, long width) throws IOException {
            this.path = path;
            this.width = width;
            this.starts = NumberArray.vector(file, path + "/indptr", slices + 1);
            this.allIndices = NumberArray.of(file, path + "/indices");
            this.allValues = NumberArray.of(file, path + "/data");
            double last = starts[starts.length - 1];
            allIndices.demandVector((long) last);
            allValues.demandVector((long) last);
            if (last > Integer.MAX_VALUE - 8) {
                throw file.refusals()
                        .whole(
                                "SIZE",
                                "found " + (long) last + " stored entries in " + path
                                        + ", expected fewer than 2^31; split the file");
            }
            this.count = (int) last;
            for (int i = 0; i < slices; i++) {
                if (starts[0] != 0 || starts[i + 1] < starts[i] || starts[i + 1] - starts[i] > width) {
                    throw index(
                            "indptr from " + (long) starts[i] + " to " + (long) starts[i + 1],
                            i,
                            "at most " + width + " entries from 0 on");
                }
            }
        }

        int slices() {
            return starts.length - 1;
        }

        /** Reads slice {@code i}. */
        int next(int i) throws IOException {
            int now = (int) (starts[i + 1] - starts[i]);
            if (now > values.length) {
                values = new double[Math.max(now, 2 * values.length)];
            }
            readIndices((long) starts[i], now);
            allValues.readRows((long) starts[i], now, values, 0);
            filled = now;
            if ((i & 1023) == 0) {
                progress.checkCancelled();
            }
            progress.advance(now);
            return now;
        }

        void readIndices(long from, int now) throws IOException {
            if (now > indices.length) {
                indices = new int[Math.max(now, 2 * indices.length)];
                read = new double[indices.length];
            }
            allIndices.readRows(from, now, read, 0);
            for (int k = 0; k < now; k++) {
                if (!(read[k] >= 0 && read[k] < width)) {
                    throw index("index " + (long) read[k], from + k, "0 to " + (width - 1));
                }
                indices[k] = (int) read[k];
            }
        }

        /** Sorts the slice by index where it is not. */
        void ascend(int i) {
            boolean ascending = true;
            for (int k = 1; k < filled; k++) {
                ascending &= indices[k] > indices[k - 1];
            }
            if (ascending) {
                return;
            }
            long[] order = new long[filled];
            for (int k = 0; k < filled; k++) {
                order[k] = (long) indices[k] << 32 | k;
            }
            Arrays.sort(order);
            double[] unsorted = Arrays.copyOf(values, filled);
            for (int k = 0; k < filled; k++) {
                indices[k] = (int) (order[k] >>> 32);
                values[k] = unsorted[(int) order[k]];
            }
            for (int k = 1; k < filled; k++) {
                if (indices[k] == indices[k - 1]) {
                    throw index("index " + indices[k] + " twice", i, "each once");
                }
            }
        }

        private DataException index(String found, long at, String expected) {
            return file.refusals()
                    .whole(
                            "INDEX",
                            "found " + found + " at " + at + " in " + path + ", expected " + expected
                                    + "; write the file again");
        }
    }
}
