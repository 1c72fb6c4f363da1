package org.chiasma.symmetric.internal.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.linalg.FloatMatrix;

/**
 * A symmetric matrix over the tiles of a mapped file. Entries below the diagonal are read from the mirrored tile, so
 * symmetry is exact. Only what is read is taken into memory, by the system, which may drop it again.
 */
public final class TiledMatrix extends FloatSymmetricMatrix {
    /** Rows of a tile that are read at once where they become columns. */
    private static final int MIRRORED = 32;

    private final MatrixSpec spec;
    private final TileGrid grid;
    private final StoredType type;
    private final ByteBuffer[] slices;
    private final long[] sliceStarts;

    /**
     * A matrix over mapped slices, each of whole tiles.
     *
     * @param sliceStarts where each slice begins, in bytes from the first tile
     */
    TiledMatrix(MatrixSpec spec, TileGrid grid, StoredType type, ByteBuffer[] slices, long[] sliceStarts) {
        this.spec = spec;
        this.grid = grid;
        this.type = type;
        this.slices = slices;
        this.sliceStarts = sliceStarts;
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    /** How the triangle is cut into tiles. */
    public TileGrid grid() {
        return grid;
    }

    /** How an entry lies in the file. */
    public StoredType type() {
        return type;
    }

    /**
     * Tile (a, b), a at most b, as the file's own memory: to be read only.
     *
     * @throws IllegalStateException if entries are not stored as float32
     */
    public FloatMatrix tile(int a, int b) {
        if (type != StoredType.FLOAT32) {
            throw new IllegalStateException("tiles of " + type.word() + " have to be converted");
        }
        return FloatMatrix.over(bytes(a, b), grid.extent(a), grid.extent(b));
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, float[] target, int offset, int stride) {
        requireInside(row, column, height, width);
        for (int i = 0; i < height; ) {
            int a = grid.tileOf(row + i);
            int tall = (int) Math.min(height - i, grid.first(a) + grid.extent(a) - row - i);
            for (int j = 0; j < width; ) {
                int b = grid.tileOf(column + j);
                int wide = (int) Math.min(width - j, grid.first(b) + grid.extent(b) - column - j);
                int top = (int) (row + i - grid.first(a));
                int left = (int) (column + j - grid.first(b));
                int to = offset + i * stride + j;
                if (a <= b) {
                    copyStored(bytes(a, b), grid.extent(b), top, left, tall, wide, target, to, stride);
                } else {
                    copyMirrored(bytes(b, a), grid.extent(a), top, left, tall, wide, target, to, stride);
                }
                j += wide;
            }
            i += tall;
        }
    }

    private void copyStored(
            ByteBuffer tile,
            int tileWidth,
            int top,
            int left,
            int height,
            int width,
            float[] target,
            int offset,
            int stride) {
        for (int i = 0; i < height; i++) {
            type.decode(tile, (top + i) * tileWidth + left, target, offset + i * stride, width);
        }
    }

    /** Columns of the block are rows of the tile. */
    private void copyMirrored(
            ByteBuffer tile,
            int tileWidth,
            int top,
            int left,
            int height,
            int width,
            float[] target,
            int offset,
            int stride) {
        float[] rows = new float[MIRRORED * height];
        for (int j = 0; j < width; j += MIRRORED) {
            int count = Math.min(MIRRORED, width - j);
            for (int k = 0; k < count; k++) {
                type.decode(tile, (left + j + k) * tileWidth + top, rows, k * height, height);
            }
            for (int i = 0; i < height; i++) {
                for (int k = 0; k < count; k++) {
                    target[offset + i * stride + j + k] = rows[k * height + i];
                }
            }
        }
    }

    private ByteBuffer bytes(int a, int b) {
        long start = grid.offset(a, b, type.bytes());
        int found = Arrays.binarySearch(sliceStarts, start);
        int slice = found >= 0 ? found : -found - 2;
        return slices[slice]
                .slice((int) (start - sliceStarts[slice]), grid.entries(a, b) * type.bytes())
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
