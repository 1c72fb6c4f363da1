package org.chiasma.genomics.internal.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.filter.BitShuffleFilter;
import io.jhdf.filter.FletcherChecksumFilter;
import io.jhdf.filter.Lz4Filter;
import io.jhdf.filter.LzfFilter;
import io.jhdf.filter.PipelineFilterWithData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.chiasma.api.DataException;
import org.chiasma.text.Refusals;

/**
 * A dataset of numbers with one or two dimensions, read as {@code rows x width} in row-major order; one of one dimension has
 * the width 1. Reading forward decodes each chunk once and keeps one row of chunks. Not safe for use by several threads.
 */
final class NumberArray {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER = 3;
    private static final int LZ4 = 32_004;
    private static final int BITSHUFFLE = 32_008;
    private static final int LZF = 32_000;
    private static final int CHECKSUM = 4;
    private static final long BLOCK = 1 << 18;

    private final Hdf5File file;
    private final Refusals refusals;
    private final String path;
    private final Dataset dataset;
    private final NumberKind kind;
    private final int rank;
    private final long rows;
    private final int width;
    private final int[] chunkShape;
    private final int chunkBytes;
    private final int[][] filters;

    private long loadedBand = -1;
    private ByteBuffer[] band = new ByteBuffer[0];

    private NumberArray(Hdf5File file, String path, Dataset dataset) {
        this.file = file;
        this.refusals = file.refusals();
        this.path = path;
        this.dataset = dataset;
        long[] shape = file.guarded(path, dataset::getDimensionsAsLong);
        this.rank = shape.length;
        if (rank != 1 && rank != 2) {
            throw refusals.whole(
                    "SHAPE",
                    "found " + path + " with " + Refusals.count(rank, "dimension")
                            + ", expected one or two; select a part with two");
        }
        this.kind = NumberKind.of(file.guarded(path, dataset::getDataType), path, refusals);
        this.rows = shape[0];
        this.width = rank == 1 ? 1 : width(shape[1]);
        if (dataset instanceof ChunkedDataset chunked && rows > 0 && width > 0) {
            int[] claimed = file.guarded(path, chunked::getChunkDimensions);
            this.chunkBytes = chunkBytes(claimed);
            this.chunkShape = new int[] {claimed[0], rank == 1 ? 1 : claimed[1]};
            List<PipelineFilterWithData> pipeline = file.guarded(path, chunked::getFilters);
            this.filters = new int[pipeline.size()][];
            for (int i = 0; i < filters.length; i++) {
                int[] data = pipeline.get(i).getFilterData();
                filters[i] = new int[data.length + 1];
                filters[i][0] = pipeline.get(i).getId();
                System.arraycopy(data, 0, filters[i], 1, data.length);
            }
        } else {
            this.chunkBytes = 0;
            this.chunkShape = new int[] {1, 1};
            this.filters = new int[0][];
            if (dataset instanceof ContiguousDataset contiguous && rows > 0 && width > 0) {
                file.refuseBeyond(path, file.guarded(path, contiguous::getDataAddress), rows * width * kind.bytes());
            }
        }
    }

    /** The dataset at {@code path}. */
    static NumberArray of(Hdf5File file, String path) {
        return new NumberArray(file, path, file.dataset(path));
    }

    /** All numbers of a dataset of one dimension with {@code count} of them. */
    static double[] vector(Hdf5File file, String path, long count) throws IOException {
        NumberArray numbers = of(file, path);
        numbers.demandVector(count);
        return numbers.all();
    }

    long rows() {
        return rows;
    }

    int width() {
        return width;
    }

    int rank() {
        return rank;
    }

    NumberKind kind() {
        return kind;
    }

    String path() {
        return path;
    }

    /** A number of rows that is good to read at once: about two MiB. */
    int blockRows() {
        return (int) Math.max(1, Math.min(rows, BLOCK / Math.max(1, width)));
    }

    /** Refuses anything but {@code count} numbers in one dimension. */
    void demandVector(long count) {
        if (rank != 1 || rows != count) {
            throw refusals.whole(
                    "COUNT",
                    "found " + path + " of " + rows + (rank == 2 ? " x " + width : "") + " entries, expected " + count
                            + "; the file contradicts itself: write it again");
        }
    }

    /** Everything, row by row. */
    double[] all() throws IOException {
        double[] values = new double[Math.toIntExact(rows * width)];
        readRows(0, (int) rows, values, 0);
        return values;
    }

    /** Reads {@code count} rows from {@code first} on. */
    void readRows(long first, int count, double[] target, int offset) throws IOException {
        if (count == 0 || width == 0) {
            return;
        }
        if (dataset instanceof ContiguousDataset contiguous) {
            ByteBuffer stored = ByteBuffer.allocate(Math.multiplyExact(Math.multiplyExact(count, width), kind.bytes()));
            long address = file.guarded(path, contiguous::getDataAddress);
            file.read(stored, address + first * width * kind.bytes());
            kind.decode(stored, 0, count * width, target, offset, path, refusals);
        } else if (dataset instanceof ChunkedDataset chunked) {
            int done = 0;
            while (done < count) {
                long row = first + done;
                load(chunked, row / chunkShape[0]);
                int inBand = (int) (row % chunkShape[0]);
                int now = Math.min(count - done, chunkShape[0] - inBand);
                copy(inBand, now, target, offset + done * width);
                done += now;
            }
        } else {
            compact(first, count, target, offset);
        }
    }

    private void copy(int firstRow, int count, double[] target, int offset) {
        if (chunkShape[1] == width) {
            decode(band[0], firstRow * width, count * width, target, offset);
            return;
        }
        for (int c = 0; c < band.length; c++) {
            int from = c * chunkShape[1];
            int wide = Math.min(chunkShape[1], width - from);
            for (int i = 0; i < count; i++) {
                decode(band[c], (firstRow + i) * chunkShape[1], wide, target, offset + i * width + from);
            }
        }
    }

    private void decode(ByteBuffer stored, int from, int count, double[] target, int offset) {
        kind.decode(stored, from * kind.bytes(), count, target, offset, path, refusals);
    }

    private void load(ChunkedDataset chunked, long wanted) {
        if (loadedBand == wanted) {
            return;
        }
        loadedBand = -1;
        int across = (width + chunkShape[1] - 1) / chunkShape[1];
        band = new ByteBuffer[across];
        for (int c = 0; c < across; c++) {
            int row = Math.toIntExact(wanted * chunkShape[0]);
            int[] at = rank == 1 ? new int[] {row} : new int[] {row, c * chunkShape[1]};
            band[c] = ByteBuffer.wrap(file.guarded(path, () -> decoded(chunked, at)));
        }
        loadedBand = wanted;
    }

    /** The bytes of one chunk: the filters undone in reverse order. */
    private byte[] decoded(ChunkedDataset chunked, int[] at) {
        ByteBuffer raw;
        try {
            raw = chunked.getRawChunkBuffer(at);
        } catch (RuntimeException e) {
            throw chunk(at, "nothing", e);
        }
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        for (int i = filters.length - 1; i >= 0; i--) {
            int[] data = Arrays.copyOfRange(filters[i], 1, filters[i].length);
            bytes = switch (filters[i][0]) {
                case DEFLATE -> inflated(bytes, at);
                case SHUFFLE -> unshuffled(bytes, data.length > 0 && data[0] > 0 ? data[0] : kind.bytes());
                case FLETCHER -> new FletcherChecksumFilter().decode(bytes, data);
                case LZF -> lzf(bytes, data, at);
                case LZ4 -> new Lz4Filter().decode(bytes, data);
                case BITSHUFFLE -> new BitShuffleFilter().decode(bytes, data);
                default ->
                    throw refusals.whole(
                            "FILTER",
                            "found filter " + filters[i][0] + " at " + path
                                    + ", expected deflate, shuffle, fletcher32, LZF, LZ4 or bitshuffle; rewrite the file, "
                                    + "for example with h5repack -f GZIP=6");
            };
        }
        if (bytes.length != chunkBytes) {
            throw chunk(at, bytes.length + " bytes", null);
        }
        return bytes;
    }

    private byte[] inflated(byte[] compressed, int[] at) {
        byte[] out = new byte[chunkBytes + CHECKSUM];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            int length = 0;
            while (!inflater.finished()) {
                int n = inflater.inflate(out, length, out.length - length);
                if (n == 0 && !inflater.finished()) {
                    throw chunk(at, "a deflate stream that is cut or too long", null);
                }
                length += n;
            }
            return Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            throw chunk(at, "a broken deflate stream", e);
        } finally {
            inflater.end();
        }
    }

    private byte[] lzf(byte[] compressed, int[] data, int[] at) {
        if (data.length < 3 || data[2] < 0 || data[2] > chunkBytes + CHECKSUM) {
            throw chunk(at, "an LZF filter without a length", null);
        }
        return new LzfFilter().decode(compressed, data);
    }

    private static byte[] unshuffled(byte[] bytes, int size) {
        if (size == 1) {
            return bytes;
        }
        int count = bytes.length / size;
        byte[] out = new byte[bytes.length];
        for (int k = 0; k < size; k++) {
            int from = k * count;
            int to = k;
            for (int i = 0; i < count; i++) {
                out[to] = bytes[from + i];
                to += size;
            }
        }
        System.arraycopy(bytes, count * size, out, count * size, bytes.length - count * size);
        return out;
    }

    private void compact(long first, int count, double[] target, int offset) {
        Object values = file.guarded(path, dataset::getDataFlat);
        for (int i = 0; i < count * width; i++) {
            int at = Math.toIntExact(first * width + i);
            target[offset + i] =
                    file.guarded(path, () -> ((Number) java.lang.reflect.Array.get(values, at)).doubleValue());
        }
    }

    private int width(long claimed) {
        if (claimed > Integer.MAX_VALUE - 8) {
            throw refusals.whole(
                    "SHAPE",
                    "found " + path + " with " + claimed
                            + " columns on disk, expected fewer than 2^31; split the file");
        }
        return (int) claimed;
    }

    private int chunkBytes(int[] claimed) {
        long bytes = kind.bytes();
        boolean sound = claimed.length == rank;
        for (int length : claimed) {
            sound = sound && length > 0 && bytes <= Math.min(file.mostBytes(), Integer.MAX_VALUE - 64) / length;
            bytes *= Math.max(1, length);
            if (!sound) {
                throw refusals.whole(
                        "CHUNK",
                        "found chunks of " + Arrays.toString(claimed) + " in " + path
                                + ", expected what the file can hold; copy or write the file again");
            }
        }
        return (int) bytes;
    }

    private DataException chunk(int[] at, String found, @org.jspecify.annotations.Nullable Throwable cause) {
        return new DataException(
                "E-" + refusals.family() + "-CHUNK",
                refusals.file() + ": found " + found + " for the chunk of " + path + " at " + Arrays.toString(at)
                        + ", expected " + chunkBytes
                        + " bytes; copy the file again, or write it again with every chunk",
                cause);
    }
}
