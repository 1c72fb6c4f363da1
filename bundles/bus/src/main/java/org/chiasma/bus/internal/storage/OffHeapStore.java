package org.chiasma.bus.internal.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.CsrMatrix;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.RowCollector;

/** Makes matrices in off-heap memory, and opens those that were written to npy files. */
public final class OffHeapStore implements MatrixStore {
    private static final int COPIED_ENTRIES = 1 << 20;

    private final Memory memory;

    /**
     * A store.
     *
     * @param memory where entries go
     */
    public OffHeapStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public MatrixDraft create(MatrixSpec spec) {
        try {
            return draft(spec);
        } catch (ArithmeticException e) {
            throw new DataException(
                    "E-MEM-BUDGET",
                    "matrix of " + spec.rows().size() + " x " + spec.columns().size()
                            + ": found more bytes than can be addressed; expected a smaller or a sparse one",
                    e);
        }
    }

    @Override
    public RowCollector collectRows(long columnCount, ElementType elementType) {
        return new DenseCollector(columnCount, elementType, memory);
    }

    /** {@code matrix} itself if it lies in this kind of storage, else a copy that does. */
    public StoredMatrix adopt(Matrix matrix) {
        if (matrix instanceof StoredMatrix stored) {
            return stored;
        }
        try (MatrixDraft draft = create(matrix.spec())) {
            if (matrix instanceof CsrMatrix sparse) {
                copySparse(sparse, draft);
            } else {
                copyRows(matrix, draft);
            }
            return (StoredMatrix) draft.seal();
        }
    }

    /**
     * Opens a matrix from its npy files without reading its entries.
     *
     * @param fileByRole the file of a part, by {@link StoredMatrix.Part#role()}
     * @throws DataException {@code E-WS-NPY} if a file is damaged, {@code E-WS-SIZE} if it does not hold what
     *     {@code spec} says
     */
    public StoredMatrix open(MatrixSpec spec, Function<String, Path> fileByRole) throws IOException {
        return switch (spec.layout()) {
            case DENSE ->
                new SlicedDense(
                        spec, region(fileByRole.apply(""), SlicedDense.header(spec), SlicedDense.rowBytes(spec)));
            case PACKED_SYMMETRIC ->
                new SlicedPacked(
                        spec,
                        region(
                                fileByRole.apply(""),
                                SlicedPacked.header(spec),
                                spec.elementType().bytes()));
            case CSR -> openSparse(spec, fileByRole);
        };
    }

    private MatrixDraft draft(MatrixSpec spec) {
        return switch (spec.layout()) {
            case DENSE ->
                new SlicedDense.Draft(spec, memory.zeros(SlicedDense.header(spec), SlicedDense.rowBytes(spec)));
            case PACKED_SYMMETRIC ->
                new SlicedPacked.Draft(
                        spec,
                        memory.zeros(
                                SlicedPacked.header(spec), spec.elementType().bytes()));
            case CSR -> new SlicedCsr.Draft(spec, memory);
        };
    }

    private SlicedCsr openSparse(MatrixSpec spec, Function<String, Path> fileByRole) throws IOException {
        Path data = fileByRole.apply(SlicedCsr.DATA);
        List<Long> shape;
        try (FileChannel channel = FileChannel.open(data, StandardOpenOption.READ)) {
            shape = NpyHeader.read(channel, data).shape();
        }
        long stored = shape.size() == 1 ? shape.get(0) : -1;
        NpyHeader values = NpyHeader.floats(spec.elementType(), stored);
        return new SlicedCsr(
                spec,
                region(data, values, values.entryBytes()),
                region(fileByRole.apply(SlicedCsr.INDICES), NpyHeader.integers(Integer.BYTES, stored), Integer.BYTES),
                region(
                        fileByRole.apply(SlicedCsr.INDPTR),
                        NpyHeader.integers(Long.BYTES, Math.addExact(spec.rows().size(), 1)),
                        Long.BYTES));
    }

    private Region region(Path file, NpyHeader expected, long unitBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            NpyHeader found = NpyHeader.read(channel, file);
            if (!found.equals(expected)) {
                throw mismatch(file, found.descr() + " " + found.shape(), expected.descr() + " " + expected.shape());
            }
            long bytes = channel.size() - channel.position();
            if (bytes != expected.dataBytes()) {
                throw mismatch(file, bytes + " bytes of entries", Long.toString(expected.dataBytes()));
            }
            return memory.open(channel, bytes, unitBytes);
        }
    }

    private static DataException mismatch(Path file, String found, String expected) {
        return new DataException(
                "E-WS-SIZE",
                file + ": found " + found + ", expected " + expected
                        + " as its JSON card says; remove the matrix or publish it again");
    }

    private static void copySparse(CsrMatrix from, MatrixDraft to) {
        for (long row = 0; row < from.rowCount(); row++) {
            int count = from.storedInRow(row);
            int[] columns = new int[count];
            double[] values = new double[count];
            from.copySparseRow(row, columns, values);
            to.writeSparseRow(row, columns, values, count);
        }
    }

    private static void copyRows(Matrix from, MatrixDraft to) {
        int columns = Math.toIntExact(Math.min(from.columnCount(), COPIED_ENTRIES));
        int rows = COPIED_ENTRIES / Math.max(1, columns);
        from.forEachTile(
                (int) Math.max(1, Math.min(rows, from.rowCount())),
                Math.max(1, columns),
                tile -> to.writeBlock(
                        tile.firstRow(),
                        tile.firstColumn(),
                        tile.rowCount(),
                        tile.columnCount(),
                        tile.values(),
                        0,
                        tile.columnCount()));
    }
}
