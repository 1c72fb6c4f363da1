package org.chiasma.genomics.internal.contact;

import java.util.Arrays;
import org.chiasma.api.matrix.MatrixDraft;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a symmetric matrix's upper triangle, in square tiles that exist once they hold a count; never more than half of
 * what the packed matrix takes as float64.
 */
final class ContactCounts {
    private static final int SHIFT = 6;
    private static final int EDGE = 1 << SHIFT;

    private final int size;
    private final @Nullable TileRow[] rows;

    /** The tiles of one row of tiles, from the diagonal on. */
    private static final class TileRow {
        private final int[] @Nullable [] tiles;

        TileRow(int count) {
            tiles = new int[count][];
        }
    }

    /** Of a matrix with {@code size} rows. */
    ContactCounts(int size) {
        this.size = size;
        this.rows = new @Nullable TileRow[(size + EDGE - 1) >> SHIFT];
    }

    /** Counts one contact of two bins, in either order; false when the count is as large as it can be. */
    boolean add(int bin, int other) {
        int row = Math.min(bin, other);
        int column = Math.max(bin, other);
        int tileRow = row >> SHIFT;
        TileRow there = rows[tileRow];
        if (there == null) {
            there = new TileRow(rows.length - tileRow);
            rows[tileRow] = there;
        }
        int tileColumn = (column >> SHIFT) - tileRow;
        int[] tile = there.tiles[tileColumn];
        if (tile == null) {
            tile = new int[EDGE * EDGE];
            there.tiles[tileColumn] = tile;
        }
        int at = ((row & (EDGE - 1)) << SHIFT) | (column & (EDGE - 1));
        if (tile[at] == Integer.MAX_VALUE) {
            return false;
        }
        tile[at]++;
        return true;
    }

    /** Writes the counts to a packed draft, which is zero where there are none. */
    void writeTo(MatrixDraft draft) {
        double[] cells = new double[EDGE * EDGE];
        for (int i = 0; i < rows.length; i++) {
            TileRow there = rows[i];
            for (int j = 0; there != null && j < there.tiles.length; j++) {
                int[] tile = there.tiles[j];
                if (tile != null) {
                    Arrays.setAll(cells, k -> tile[k]);
                    int row = i << SHIFT;
                    int column = (i + j) << SHIFT;
                    draft.writeBlock(
                            row, column, Math.min(EDGE, size - row), Math.min(EDGE, size - column), cells, 0, EDGE);
                }
            }
        }
    }
}
