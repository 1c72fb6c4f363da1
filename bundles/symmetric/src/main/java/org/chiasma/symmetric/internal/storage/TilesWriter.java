package org.chiasma.symmetric.internal.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.linalg.FloatMatrix;

/** Fills tiles and writes them at their places, some threads at once: while one waits for the disk another computes. */
final class TilesWriter {
    private final TileGrid grid;
    private final StoredType type;
    private final TileSource source;
    private final Axis axis;
    private final Path file;
    private final AlignedOutput output;
    private final Progress progress;
    private final long start;

    TilesWriter(
            TileGrid grid,
            StoredType type,
            TileSource source,
            Axis axis,
            Path file,
            AlignedOutput output,
            long start,
            Progress progress) {
        this.grid = grid;
        this.type = type;
        this.source = source;
        this.axis = axis;
        this.file = file;
        this.output = output;
        this.start = start;
        this.progress = progress;
    }

    void write() throws IOException {
        try {
            Workers.forEach(grid.tiles(), Worker::new);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** One thread's buffers. */
    private final class Worker implements LongConsumer {
        private final ByteBuffer bytes;
        private final ByteBuffer floats;

        Worker() {
            int edge = (int) Math.min(grid.edge(), grid.size());
            bytes = AlignedOutput.buffer((int) TileGrid.aligned((long) edge * edge * type.bytes()));
            floats = type == StoredType.FLOAT32 ? bytes : AlignedOutput.buffer(edge * edge * Float.BYTES);
        }

        @Override
        public void accept(long number) {
            progress.checkCancelled();
            int a = grid.rowOf(number);
            int b = grid.columnOf(number);
            fill(a, b, floats, bytes);
            try {
                output.write(bytes, start + grid.offset(a, b, type.bytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            progress.advance(bytes.limit());
        }
    }

    /** Leaves in {@code bytes} what is written of the tile. */
    private void fill(int a, int b, ByteBuffer floats, ByteBuffer bytes) {
        int rows = grid.extent(a);
        int columns = grid.extent(b);
        FloatMatrix tile = FloatMatrix.over(floats, rows, columns);
        source.fill(grid.first(a), grid.first(b), rows, columns, tile);
        if (a == b) {
            mirror(tile, rows);
        }
        if (type != StoredType.FLOAT32) {
            narrow(a, b, tile, bytes);
        }
        int used = rows * columns * type.bytes();
        bytes.clear().limit((int) TileGrid.aligned(used));
        for (int k = used; k < bytes.limit(); k++) {
            bytes.put(k, (byte) 0);
        }
    }

    /** Below the diagonal stands what is above. */
    private static void mirror(FloatMatrix tile, int n) {
        float[] all = new float[n * n];
        for (int i = 0; i < n; i++) {
            tile.readRow(i, 0, all, i * n, n);
        }
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < i; j++) {
                all[i * n + j] = all[j * n + i];
            }
            tile.writeRow(i, 0, all, i * n, i);
        }
    }

    private void narrow(int a, int b, FloatMatrix tile, ByteBuffer bytes) {
        bytes.clear();
        int columns = grid.extent(b);
        float[] row = new float[columns];
        for (int i = 0; i < grid.extent(a); i++) {
            tile.readRow(i, 0, row, 0, columns);
            requireRange(row, grid.first(a) + i, grid.first(b));
            type.encode(row, columns, bytes, i * columns);
        }
    }

    private void requireRange(float[] row, long i, long firstColumn) {
        float largest = 0;
        for (float value : row) {
            float magnitude = Math.abs(value);
            // Infinities are kept, NaN compares as false.
            largest = magnitude > largest && magnitude < Float.POSITIVE_INFINITY ? magnitude : largest;
        }
        if (largest < type.overflow()) {
            return;
        }
        for (int j = 0; j < row.length; j++) {
            if (Math.abs(row[j]) >= type.overflow() && !Float.isInfinite(row[j])) {
                throw MatrixTiles.beyond(file.toString(), row[j], axis.label(i), axis.label(firstColumn + j), type);
            }
        }
    }
}
