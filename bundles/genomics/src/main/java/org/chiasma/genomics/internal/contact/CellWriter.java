package org.chiasma.genomics.internal.contact;

import java.util.Arrays;
import org.chiasma.api.matrix.MatrixDraft;

/**
 * Writes scattered cells of one tile to a draft: sorts them by row, which keeps the order inside each, and writes runs of
 * neighbours at once. O(cells + rows of the tile).
 */
final class CellWriter {
    private final MatrixDraft draft;
    private int count;
    private int[] rows = new int[1 << 10];
    private int[] columns = new int[1 << 10];
    private double[] values = new double[1 << 10];
    private int[] order = new int[1 << 10];
    private double[] run = new double[1 << 10];
    private int firstRow;
    private int firstColumn;

    /** Of this draft. */
    CellWriter(MatrixDraft draft) {
        this.draft = draft;
    }

    /** Begins a tile at a place of the matrix. */
    void begin(int row, int column) {
        count = 0;
        firstRow = row;
        firstColumn = column;
    }

    /** Takes a cell by its place in the tile. */
    void add(int row, int column, double value) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            columns = Arrays.copyOf(columns, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        rows[count] = row;
        columns[count] = column;
        values[count++] = value;
    }

    /** Writes what was taken. */
    void flush() {
        if (count == 0) {
            return;
        }
        sortByRow();
        int i = 0;
        while (i < count) {
            int row = rows[order[i]];
            int column = columns[order[i]];
            int n = 0;
            while (i < count && rows[order[i]] == row && columns[order[i]] == column + n) {
                if (n == run.length) {
                    run = Arrays.copyOf(run, 2 * n);
                }
                run[n++] = values[order[i++]];
            }
            draft.writeBlock(firstRow + row, firstColumn + column, 1, n, run, 0, n);
        }
        count = 0;
    }

    private void sortByRow() {
        int lowest = Integer.MAX_VALUE;
        int highest = 0;
        for (int i = 0; i < count; i++) {
            lowest = Math.min(lowest, rows[i]);
            highest = Math.max(highest, rows[i]);
        }
        int[] next = new int[highest - lowest + 2];
        for (int i = 0; i < count; i++) {
            next[rows[i] - lowest + 1]++;
        }
        for (int r = 1; r < next.length; r++) {
            next[r] += next[r - 1];
        }
        if (order.length < count) {
            order = new int[rows.length];
        }
        for (int i = 0; i < count; i++) {
            order[next[rows[i] - lowest]++] = i;
        }
    }
}
