package org.chiasma.symmetric.internal.model;

import java.util.Arrays;

/**
 * Sums up the pairs of strips of tiles, one strip at a time, for one thread. For a tile Z_ab of the strip a, T_g += Z_ab
 * Phi_b for every fold g of the columns; at the end of the strip U_fg += Phi_a' T_g for every fold f of its rows.
 */
final class PairLane implements AutoCloseable {
    /** Rows read at a time: they stay in cache until the tile is filled. */
    private static final int ROWS = 16;

    private final Target target;
    private final FoldLayout layout;
    private final TileProducts products;
    private final boolean predicts;
    private final double[] entries = new double[ROWS * FoldLayout.TILE];
    private final double[] predicted = new double[FoldLayout.TILE];

    /**
     * @param products takes the tiles; closed with this
     * @param predicts whether predictions stand for the observed entries
     */
    PairLane(Target target, FoldLayout layout, TileProducts products, boolean predicts) {
        this.target = target;
        this.layout = layout;
        this.products = products;
        this.predicts = predicts;
    }

    /** Begins a strip. */
    void begin() {
        products.clearSums();
    }

    /** Adds tile {@code column} of the strip, {@code column >= strip}. */
    void add(int strip, int column, FoldSums sums) {
        int rows = layout.tileSize(strip);
        int columns = layout.tileSize(column);
        int firstRow = layout.tileStart(strip);
        int firstColumn = layout.tileStart(column);
        if (predicts) {
            products.predict(firstRow, rows, firstColumn, columns);
        }
        for (int i = 0; i < rows; i += ROWS) {
            int height = Math.min(ROWS, rows - i);
            target.copy(firstRow + i, firstColumn, height, columns, entries);
            for (int k = 0; k < height; k++) {
                int beyondDiagonal = column == strip ? Math.min(columns, i + k + 1) : 0;
                addRow(i + k, k * columns, columns, beyondDiagonal, firstRow, firstColumn, sums);
            }
        }
        for (int from = 0; from < columns; from += layout.run()) {
            int count = Math.min(layout.run(), columns - from);
            products.addTile(rows, from, count, firstColumn + from, layout.foldOf(firstColumn + from));
        }
    }

    /** Counts the observed pairs of a row, sets the others to zero, and takes the row to the tile. */
    private void addRow(int row, int at, int columns, int begin, int firstRow, int firstColumn, FoldSums sums) {
        if (predicts) {
            products.read(row, predicted, 0, columns);
            for (int j = begin; j < columns; j++) {
                entries[at + j] = Double.isNaN(entries[at + j]) ? Double.NaN : predicted[j];
            }
        }
        Arrays.fill(entries, at, at + begin, 0);
        int rowFold = layout.foldOf(firstRow + row);
        for (int from = 0; from < columns; from += layout.run()) {
            int first = Math.max(from, begin);
            int end = Math.min(columns, from + layout.run());
            if (first < end) {
                addRun(at + first, at + end, rowFold, layout.foldOf(firstColumn + from), sums);
            }
        }
        products.write(row, entries, at, columns);
    }

    private void addRun(int from, int to, int rowFold, int columnFold, FoldSums sums) {
        double squares = squares(from, to);
        int observed = to - from;
        if (Double.isNaN(squares)) {
            for (int at = from; at < to; at++) {
                if (Double.isNaN(entries[at])) {
                    entries[at] = 0;
                    observed--;
                }
            }
            squares = squares(from, to);
        }
        sums.addPairs(rowFold, columnFold, observed, squares);
    }

    /** Four sums side by side, so that one addition need not wait for the other. */
    private double squares(int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int at = from;
        for (; at + 4 <= to; at += 4) {
            a += entries[at] * entries[at];
            b += entries[at + 1] * entries[at + 1];
            c += entries[at + 2] * entries[at + 2];
            d += entries[at + 3] * entries[at + 3];
        }
        for (; at < to; at++) {
            a += entries[at] * entries[at];
        }
        return a + b + (c + d);
    }

    /** Ends the strip. */
    void end(int strip, FoldSums sums) {
        int first = layout.tileStart(strip);
        int rows = layout.tileSize(strip);
        for (int from = 0; from < rows; from += layout.run()) {
            int count = Math.min(layout.run(), rows - from);
            int fold = layout.foldOf(first + from);
            for (int other = 0; other < layout.folds(); other++) {
                products.addStrip(from, count, first + from, other, sums.product(fold, other));
            }
        }
    }

    @Override
    public void close() {
        products.close();
    }
}
