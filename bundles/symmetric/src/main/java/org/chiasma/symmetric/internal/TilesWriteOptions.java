package org.chiasma.symmetric.internal;

import org.chiasma.api.parameter.Parameter;
import org.chiasma.symmetric.internal.storage.StoredType;
import org.chiasma.symmetric.internal.storage.TileGrid;

/**
 * How tiles are written.
 *
 * @param type how an entry is stored
 * @param edge rows and columns of a tile
 */
public record TilesWriteOptions(
        @Parameter(description = "How an entry is stored: float32, or in half the bytes float16 or bfloat16")
        StoredType type,

        @Parameter(description = "Rows and columns of a tile, 1 to 8192")
        int edge) {
    /** Single precision in tiles of 4 MiB. */
    public static final TilesWriteOptions DEFAULTS = new TilesWriteOptions(StoredType.FLOAT32, TileGrid.DEFAULT_EDGE);

    /** Checks the edge. */
    public TilesWriteOptions {
        if (edge < 1 || edge > TileGrid.LARGEST_EDGE) {
            throw new IllegalArgumentException("--edge: found " + edge + ", expected 1 to " + TileGrid.LARGEST_EDGE);
        }
    }
}
