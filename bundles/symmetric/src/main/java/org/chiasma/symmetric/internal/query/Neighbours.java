package org.chiasma.symmetric.internal.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The largest entries of every row, so many at most. */
public final class Neighbours {
    /** Rows that share a lock. */
    private static final int GROUP = 256;

    private final Ranking ranking;
    private final int count;
    private final int[] columns;
    private final float[] values;
    private final int[] sizes;
    private final Object[] locks;

    Neighbours(int rows, int count, Ranking ranking) {
        this.ranking = ranking;
        this.count = Math.max(0, Math.min(count, rows - 1));
        int cells = Math.multiplyExact(rows, this.count);
        this.columns = new int[cells];
        this.values = new float[cells];
        this.sizes = new int[rows];
        this.locks = new Object[rows / GROUP + 1];
        Arrays.setAll(locks, k -> new Object());
    }

    /** The largest entries of a row beside the diagonal, largest first; of equal ones the smaller column first. */
    public List<Pair> of(int row) {
        List<Pair> pairs = new ArrayList<>();
        for (int k = row * count; k < row * count + sizes[row]; k++) {
            pairs.add(new Pair(row, columns[k], values[k]));
        }
        return pairs;
    }

    private void offer(int row, int column, float value) {
        int start = row * count;
        int size = sizes[row];
        if (size == count && (size == 0 || !isBefore(value, column, start + size - 1))) {
            return;
        }
        int place = start + Math.min(size, count - 1);
        while (place > start && isBefore(value, column, place - 1)) {
            columns[place] = columns[place - 1];
            values[place] = values[place - 1];
            place--;
        }
        columns[place] = column;
        values[place] = value;
        sizes[row] = Math.min(size + 1, count);
    }

    private boolean isBefore(float value, int column, int other) {
        float a = ranking.score(value);
        float b = ranking.score(values[other]);
        return a > b || (a == b && column < columns[other]);
    }

    /** One thread's part: every entry belongs to its row and, mirrored, to its column. */
    final class Collector implements Sweep.Search {
        @Override
        public boolean isPromising(float highest) {
            return true;
        }

        @Override
        public void look(long row, long firstColumn, float[] run, int offset, int length) {
            int i = (int) row;
            synchronized (locks[i / GROUP]) {
                for (int k = 0; k < length; k++) {
                    if (!Float.isNaN(run[offset + k])) {
                        offer(i, (int) firstColumn + k, run[offset + k]);
                    }
                }
            }
            for (int k = 0; k < length; ) {
                int group = ((int) firstColumn + k) / GROUP;
                int end = (int) Math.min(length, (group + 1L) * GROUP - firstColumn);
                synchronized (locks[group]) {
                    for (; k < end; k++) {
                        if (!Float.isNaN(run[offset + k])) {
                            offer((int) firstColumn + k, i, run[offset + k]);
                        }
                    }
                }
            }
        }
    }
}
