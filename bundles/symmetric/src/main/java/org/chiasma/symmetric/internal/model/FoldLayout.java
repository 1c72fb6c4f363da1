package org.chiasma.symmetric.internal.model;

/**
 * Which fold of a cross-validation a column belongs to: runs of neighbouring columns, dealt to the folds in turn, so that a
 * fold has columns from everywhere and most neighbours of a column are in its own fold.
 *
 * @param size D
 * @param folds number of folds
 * @param run length of a run, a power of two up to {@link #TILE}
 */
record FoldLayout(int size, int folds, int run) {
    /** Edge of the tiles in which pairs are visited; runs do not cross them. */
    static final int TILE = 1024;

    private static final int SHORTEST = 16;
    private static final int RUNS_PER_FOLD = 8;

    /** All columns in one fold. */
    static FoldLayout whole(int size) {
        return new FoldLayout(size, 1, TILE);
    }

    /** At least eight runs for every fold, as far as runs of 16 columns allow. */
    static FoldLayout of(int size, int folds) {
        int longest = Math.max(SHORTEST, size / (RUNS_PER_FOLD * folds));
        return new FoldLayout(size, folds, Math.min(TILE, Integer.highestOneBit(longest)));
    }

    /** Number of tiles along the columns. */
    int tiles() {
        return (size + TILE - 1) / TILE;
    }

    /** First column of a tile. */
    int tileStart(int tile) {
        return tile * TILE;
    }

    /** Columns of a tile. */
    int tileSize(int tile) {
        return Math.min(TILE, size - tile * TILE);
    }

    /** The fold of a column. */
    int foldOf(int column) {
        return column / run % folds;
    }
}
