package org.chiasma.bus.internal.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.CsrMatrix;
import org.chiasma.api.matrix.DenseMatrix;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.HeapMatrixStore;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.PackedSymmetricMatrix;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.bus.internal.io.ScratchDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StoredMatrixTest {
    private static final long SEED = 20_260_101;

    @TempDir
    Path directory;

    private final ScratchDirectory temporary = ScratchDirectory.temporary();

    @AfterEach
    void removeTemporaryFiles() {
        temporary.close();
    }

    private OffHeapStore store(long mappedFrom, int largestSlice) {
        return new OffHeapStore(new Memory(temporary, new Budget(() -> Long.MAX_VALUE), mappedFrom, largestSlice));
    }

    static Stream<Arguments> storages() {
        List<Arguments> all = new java.util.ArrayList<>();
        for (Layout layout : Layout.values()) {
            for (ElementType type : ElementType.values()) {
                for (long mappedFrom : new long[] {0, Long.MAX_VALUE}) {
                    for (int largestSlice : new int[] {8, 200, 1 << 20}) {
                        all.add(Arguments.of(layout, type, mappedFrom, largestSlice));
                    }
                }
            }
        }
        return all.stream();
    }

    private static MatrixSpec spec(long rows, long columns) {
        return MatrixSpec.dense(Axis.anonymous("rows", rows), Axis.anonymous("columns", columns));
    }

    /** Fills a matrix of either store with the same random numbers; CSR with about a third of them. */
    private static Matrix fill(MatrixStore store, MatrixSpec spec) {
        Random random = new Random(SEED);
        int rows = (int) spec.rows().size();
        int columns = (int) spec.columns().size();
        try (MatrixDraft draft = store.create(spec)) {
            for (int i = 0; i < rows; i++) {
                double[] row = random.doubles(columns, -1, 1).toArray();
                if (spec.layout() == Layout.CSR) {
                    int[] kept = IntStream.range(0, columns)
                            .filter(j -> Math.abs(row[j]) < 0.3)
                            .toArray();
                    double[] values =
                            Arrays.stream(kept).mapToDouble(j -> row[j]).toArray();
                    if (i % 5 != 2) { // some rows are never written
                        draft.writeSparseRow(i, kept, values, kept.length);
                    }
                } else {
                    draft.writeRow(i, row, 0);
                }
            }
            return draft.seal();
        }
    }

    @ParameterizedTest(name = "{0} {1} mapped from {2}, slices of {3}")
    @MethodSource("storages")
    void readsTheSameBlocksAsTheHeap(Layout layout, ElementType type, long mappedFrom, int largestSlice) {
        int n = 23;
        MatrixSpec spec = spec(n, layout == Layout.PACKED_SYMMETRIC ? n : 17)
                .withLayout(layout)
                .withElementType(type);
        Matrix expected = fill(new HeapMatrixStore(), spec);
        Matrix actual = fill(store(mappedFrom, largestSlice), spec);
        assertEquals(expected.storedEntries(), actual.storedEntries());
        Random random = new Random(SEED + 1);
        int columns = (int) spec.columns().size();
        for (int trial = 0; trial < 200; trial++) {
            int row = random.nextInt(n);
            int column = random.nextInt(columns);
            int height = random.nextInt(n - row + 1);
            int width = random.nextInt(columns - column + 1);
            double[] a = new double[2000];
            double[] b = new double[2000];
            expected.copyBlock(row, column, height, width, a, 3, columns + 5);
            actual.copyBlock(row, column, height, width, b, 3, columns + 5);
            assertArrayEquals(a, b, "block " + row + "," + column + " " + height + "x" + width + " seed " + SEED);
            float[] rounded = new float[2000];
            actual.copyBlock(row, column, height, width, rounded, 3, columns + 5);
            for (int k = 0; k < a.length; k++) {
                assertEquals((float) a[k], rounded[k]);
            }
        }
        double[] whole = new double[n * columns];
        expected.copyBlock(0, 0, n, columns, whole, 0, columns);
        actual.forEachTile(4, 5, tile -> {
            for (int i = 0; i < tile.rowCount(); i++) {
                for (int j = 0; j < tile.columnCount(); j++) {
                    assertEquals(
                            whole[(int) ((tile.firstRow() + i) * columns + tile.firstColumn() + j)],
                            tile.values()[i * tile.columnCount() + j]);
                }
            }
        });
    }

    @Test
    void mirrorsThePackedTriangleToTheBit() {
        int n = 41;
        Matrix matrix = fill(store(Long.MAX_VALUE, 96), spec(n, n).withLayout(Layout.PACKED_SYMMETRIC));
        double[] full = new double[n * n];
        matrix.copyBlock(0, 0, n, n, full, 0, n);
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            matrix.copyRow(i, row, 0);
            for (int j = 0; j < n; j++) {
                assertEquals(Double.doubleToRawLongBits(full[i * n + j]), Double.doubleToRawLongBits(full[j * n + i]));
                assertEquals(full[i * n + j], row[j]);
            }
        }
        double[] packed = new double[n * (n + 1) / 2];
        ((PackedSymmetricMatrix) matrix).copyPacked(0, packed.length, packed, 0);
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                assertEquals(full[i * n + j], packed[k++]);
            }
        }
    }

    @Test
    void numbersPackedEntriesBeyondTheIntRange() {
        long n = 50_000;
        assertEquals(
                1_250_025_000L, spec(n, n).withLayout(Layout.PACKED_SYMMETRIC).capacity());
        assertEquals(0, SlicedPacked.diagonal(n, 0));
        assertEquals(n, SlicedPacked.diagonal(n, 1));
        assertEquals(1_250_024_999L, SlicedPacked.diagonal(n, n - 1));
        long most = Integer.MAX_VALUE;
        assertEquals(most * (most + 1) / 2 - 1, SlicedPacked.diagonal(most, most - 1));
    }

    @Test
    void readsTheFarEndOfTenGigabytes() throws IOException {
        long n = 50_000;
        MatrixSpec spec = spec(n, n).withLayout(Layout.PACKED_SYMMETRIC);
        Path file = directory.resolve("sparse.npy");
        NpyHeader header = SlicedPacked.header(spec);
        ByteBuffer last = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        last.putDouble(1.5).putDouble(2.5).putDouble(3.5).flip();
        try (var channel = new BackingFile(file, true).create()) {
            channel.write(header.encode(), 0);
            channel.write(last, NpyHeader.BYTES + header.dataBytes() - 24);
        }
        Matrix matrix = store(0, Memory.LARGEST_SLICE).open(spec, role -> file);
        double[] block = new double[4];
        matrix.copyBlock(n - 2, n - 2, 2, 2, block, 0, 2);
        assertArrayEquals(new double[] {1.5, 2.5, 2.5, 3.5}, block);
        assertEquals(n * (n + 1) / 2 * 8, ((StoredMatrix) matrix).bytes());
    }

    @Test
    void slicesOfADenseMatrixHoldWholeRows() {
        DenseMatrix matrix = assertInstanceOf(DenseMatrix.class, fill(store(0, 100), spec(10, 4)));
        List<DenseMatrix.Slice> slices = matrix.slices();
        assertEquals(
                List.of(3L, 3L, 3L, 1L),
                slices.stream().map(DenseMatrix.Slice::rowCount).toList());
        double[] row = new double[4];
        for (DenseMatrix.Slice slice : slices) {
            assertTrue(slice.bytes().isReadOnly() && slice.bytes().isDirect());
            for (int i = 0; i < slice.rowCount(); i++) {
                matrix.copyRow(slice.firstRow() + i, row, 0);
                assertEquals(row[2], slice.bytes().getDouble((i * 4 + 2) * 8));
            }
        }
    }

    @Test
    void takesRowsFromSeveralThreads() {
        int rows = 400;
        int columns = 33;
        try (MatrixDraft draft = store(0, 700).create(spec(rows, columns))) {
            IntStream.range(0, rows).parallel().forEach(i -> {
                double[] row = new double[columns];
                Arrays.fill(row, i);
                draft.writeRow(i, row, 0);
            });
            Matrix matrix = draft.seal();
            double[] row = new double[columns];
            for (int i = 0; i < rows; i++) {
                matrix.copyRow(i, row, 0);
                assertEquals(i * (double) columns, Arrays.stream(row).sum());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void collectsMoreRowsThanMemoryHolds(Layout ignored, ElementType type, long mappedFrom, int largestSlice) {
        int columns = 101;
        int rows = 900;
        try (RowCollector collector = store(mappedFrom, largestSlice).collectRows(columns, type)) {
            for (int i = 0; i < rows; i++) {
                double[] row = new double[columns + 1];
                Arrays.fill(row, i);
                collector.append(row, 1);
            }
            assertEquals(rows, collector.rowCount());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> collector.seal(spec(rows + 1, columns).withElementType(type)));
            Matrix matrix = collector.seal(spec(rows, columns).withElementType(type));
            double[] row = new double[columns];
            matrix.copyRow(rows - 1, row, 0);
            assertEquals(columns * (rows - 1.0), Arrays.stream(row).sum());
            matrix.copyRow(0, row, 0);
            assertEquals(0.0, Arrays.stream(row).sum());
            assertThrows(IllegalStateException.class, () -> collector.append(row, 0));
        }
    }

    @Test
    void holdsMatricesWithoutEntries() {
        for (long mappedFrom : new long[] {0, 1000}) {
            OffHeapStore store = store(mappedFrom, 1000);
            for (Layout layout : Layout.values()) {
                Matrix matrix = fill(store, spec(0, 0).withLayout(layout));
                assertEquals(0, matrix.storedEntries());
            }
            assertEquals(5, fill(store, spec(5, 0)).rowCount());
            try (RowCollector rows = store.collectRows(3, ElementType.FLOAT64)) {
                assertEquals(0, rows.seal(spec(0, 3)).storedEntries());
            }
        }
    }

    @Test
    void leavesNoFileBehindADiscardedDraft() throws IOException {
        try (ScratchDirectory scratch = ScratchDirectory.in(directory)) {
            OffHeapStore store = new OffHeapStore(new Memory(scratch, new Budget(() -> Long.MAX_VALUE), 0, 1 << 20));
            MatrixDraft draft = store.create(spec(10, 10));
            assertEquals(1, files());
            draft.close();
            assertEquals(0, files());
            RowCollector rows = store.collectRows(10_000, ElementType.FLOAT64);
            rows.append(new double[10_000], 0);
            rows.append(new double[10_000], 0);
            assertEquals(1, files());
            rows.close();
            assertEquals(0, files());
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private long files() throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void refusesSparseRowsOutOfOrder() {
        try (MatrixDraft draft = store(0, 64).create(spec(3, 3).withLayout(Layout.CSR))) {
            draft.writeSparseRow(1, new int[] {0}, new double[] {1}, 1);
            assertThrows(
                    IllegalArgumentException.class, () -> draft.writeSparseRow(1, new int[] {1}, new double[] {1}, 1));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> draft.writeSparseRow(2, new int[] {1, 1}, new double[] {1, 1}, 2));
            assertThrows(
                    IllegalArgumentException.class, () -> draft.writeSparseRow(2, new int[] {3}, new double[] {1}, 1));
            assertThrows(UnsupportedOperationException.class, () -> draft.writeRow(0, new double[3], 0));
            CsrMatrix matrix = (CsrMatrix) draft.seal();
            assertEquals(1, matrix.storedInRow(1));
            assertEquals(0, matrix.storedInRow(2));
        }
    }
}
