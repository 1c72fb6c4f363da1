package org.chiasma.symmetric.internal.storage;

import java.util.Objects;

/**
 * The upper triangle of a symmetric size x size matrix in tiles of edge x edge, numbered row of tiles by row of tiles:
 * (0, 0), (0, 1), ..., (1, 1), ... Tiles on the diagonal are whole squares; those at the border have their true size. In
 * a file each tile begins at a multiple of {@link #ALIGNMENT}. Every number is found in constant time.
 *
 * @param size rows of the matrix
 * @param edge rows and columns of a full tile
 */
public record TileGrid(long size, int edge) {
    /** Tiles begin at multiples of this many bytes, so that they can be written past the page cache. */
    public static final int ALIGNMENT = 4096;

    /** Edge of a tile where nothing else is said: 4 MiB of float32. */
    public static final int DEFAULT_EDGE = 1024;

    /** Largest edge: 256 MiB of float32. */
    public static final int LARGEST_EDGE = 8192;

    private static final double LARGEST_FILE = 0x1p62;

    /** Checks the sizes, and that the bytes of all tiles can be counted. */
    public TileGrid {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " is negative");
        }
        if (edge < 1 || edge > LARGEST_EDGE) {
            throw new IllegalArgumentException("tiles of edge " + edge + ", expected 1 to " + LARGEST_EDGE);
        }
        double side = Math.ceil((double) size / edge);
        double most = side * side * ((double) edge * edge * Double.BYTES + ALIGNMENT);
        if (side > Integer.MAX_VALUE || most > LARGEST_FILE) {
            throw new IllegalArgumentException(
                    size + " rows in tiles of edge " + edge + " are more than can be addressed");
        }
    }

    /** Tiles along one side. */
    public int side() {
        return (int) ((size + edge - 1) / edge);
    }

    /** Number of tiles. */
    public long tiles() {
        long side = side();
        return side * (side + 1) / 2;
    }

    /** First row, and first column, of the tiles in row {@code a} of the grid. */
    public long first(int a) {
        return (long) Objects.checkIndex(a, side()) * edge;
    }

    /** Rows of the tiles in row {@code a} of the grid, and columns of those in column {@code a}. */
    public int extent(int a) {
        return (int) Math.min(edge, size - first(a));
    }

    /** The row, or column, of the grid that holds row {@code i} of the matrix. */
    public int tileOf(long i) {
        return (int) (Objects.checkIndex(i, size) / edge);
    }

    /** Number of tile (a, b), a at most b. */
    public long number(int a, int b) {
        requireUpper(a, b);
        return before(a) + (b - a);
    }

    /** Row of the grid in which tile {@code number} lies. */
    public int rowOf(long number) {
        Objects.checkIndex(number, tiles());
        double n = side() + 0.5;
        int a = (int) Math.max(0, n - Math.sqrt(n * n - 2.0 * number));
        // The root may be off by one either way.
        while (a > 0 && before(a) > number) {
            a--;
        }
        while (a + 1 < side() && before(a + 1) <= number) {
            a++;
        }
        return a;
    }

    /** Column of the grid in which tile {@code number} lies. */
    public int columnOf(long number) {
        int a = rowOf(number);
        return a + (int) (number - before(a));
    }

    /** Entries of tile (a, b). */
    public int entries(int a, int b) {
        requireUpper(a, b);
        return extent(a) * extent(b);
    }

    /** Where tile (a, b) begins, in bytes from the first tile. */
    public long offset(int a, int b, int entryBytes) {
        requireUpper(a, b);
        int last = side() - 1;
        long full = aligned((long) edge * edge * entryBytes);
        // Rows above the last hold full tiles but for the one at the right border.
        long whole = before(a) - a + (b - a);
        return whole * full + a * aligned((long) edge * extent(last) * entryBytes);
    }

    /** Bytes from the first tile to the end of the last, with what aligns them. */
    public long bytes(int entryBytes) {
        int last = side() - 1;
        return last < 0 ? 0 : offset(last, last, entryBytes) + aligned((long) entries(last, last) * entryBytes);
    }

    /** {@code bytes} rounded up to a multiple of {@link #ALIGNMENT}. */
    public static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Tiles in the rows of the grid above row {@code a}. */
    private long before(int a) {
        return (long) a * side() - (long) a * (a - 1) / 2;
    }

    private void requireUpper(int a, int b) {
        if (a < 0 || a > b || b >= side()) {
            throw new IndexOutOfBoundsException("no tile (" + a + ", " + b + ") in the upper triangle of " + this);
        }
    }
}
