package org.chiasma.symmetric.internal.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;

/**
 * Searches of the pairs i &lt; j of a symmetric matrix, of which the entries above the diagonal are read. Missing entries
 * are no answers. Values are in single precision; answers do not depend on the number of threads.
 */
public final class PairQueries {
    private final Matrix matrix;
    private final Ranking ranking;
    private final Progress progress;

    /**
     * Searches of one matrix.
     *
     * @param matrix symmetric
     */
    public PairQueries(Matrix matrix, Ranking ranking, Progress progress) {
        this.matrix = matrix;
        this.ranking = ranking;
        this.progress = progress;
    }

    /** The {@code count} largest pairs, or all if there are fewer. */
    public Answer top(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the top " + count + " pairs");
        }
        Sweep sweep = new Sweep(matrix, ranking, progress);
        TopPairs all = new TopPairs(count, ranking);
        Floor floor = new Floor();
        List<TopPairs> shares = Collections.synchronizedList(new ArrayList<>());
        sweep.run(() -> {
            TopPairs own = new TopPairs(count, ranking);
            shares.add(own);
            return new TopSearch(own, floor);
        });
        shares.forEach(all::offerAll);
        return new Answer(all.sorted(), sweep.tileShare(), sweep.entryShare());
    }

    /**
     * All pairs above a threshold.
     *
     * @param most how many are given at most
     * @throws DataException {@code E-QUERY-PAIRS} if there are more
     */
    public Answer above(double threshold, int most) {
        Sweep sweep = new Sweep(matrix, ranking, progress);
        AtomicLong found = new AtomicLong();
        List<Pair> pairs = Collections.synchronizedList(new ArrayList<>());
        sweep.run(() -> new AboveSearch(threshold) {
            @Override
            void found(long row, long column, float value) {
                if (found.incrementAndGet() > most) {
                    throw new DataException(
                            "E-QUERY-PAIRS",
                            "pairs above " + threshold + ": found more than " + most
                                    + ", expected at most so many, use a higher threshold or the largest ones only");
                }
                pairs.add(new Pair(row, column, value));
            }
        });
        pairs.sort(TopPairs.order(ranking));
        return new Answer(pairs, sweep.tileShare(), sweep.entryShare());
    }

    /** Number of pairs above a threshold. */
    public long countAbove(double threshold) {
        AtomicLong count = new AtomicLong();
        new Sweep(matrix, ranking, progress).run(() -> new AboveSearch(threshold) {
            @Override
            void found(long row, long column, float value) {
                count.incrementAndGet();
            }
        });
        return count.get();
    }

    /** The largest entries of one row beside the diagonal; the pairs have the row in front. */
    public List<Pair> topOfRow(long row, int count) {
        int n = Math.toIntExact(matrix.columnCount());
        float[] values = new float[n];
        matrix.copyBlock(row, 0, 1, n, values, 0, n);
        TopPairs top = new TopPairs(count, ranking);
        for (int j = 0; j < n; j++) {
            if (j != row) {
                top.offer(row, j, values[j]);
            }
        }
        return top.sorted();
    }

    /** The largest entries of every row beside the diagonal, in one pass. */
    public Neighbours topOfEveryRow(int count) {
        Neighbours neighbours = new Neighbours(Math.toIntExact(matrix.rowCount()), count, ranking);
        new Sweep(matrix, ranking, progress).run(() -> neighbours.new Collector());
        return neighbours;
    }

    /** The highest floor of all threads: what is below it is in nobody's answer. */
    private static final class Floor {
        private volatile float value = Float.NEGATIVE_INFINITY;

        synchronized void raise(float to) {
            value = Math.max(value, to);
        }
    }

    private final class TopSearch implements Sweep.Search {
        private final TopPairs own;
        private final Floor floor;

        TopSearch(TopPairs own, Floor floor) {
            this.own = own;
            this.floor = floor;
        }

        @Override
        public boolean isPromising(float highest) {
            return highest >= floor.value;
        }

        @Override
        public void look(long row, long firstColumn, float[] values, int offset, int count) {
            float before = own.floor();
            float least = Math.max(before, floor.value);
            for (int k = 0; k < count; k++) {
                if (ranking.score(values[offset + k]) >= least) {
                    own.offer(row, firstColumn + k, values[offset + k]);
                    least = Math.max(least, own.floor());
                }
            }
            if (own.floor() > before) {
                floor.raise(own.floor());
            }
        }
    }

    private abstract class AboveSearch implements Sweep.Search {
        private final double threshold;

        AboveSearch(double threshold) {
            this.threshold = threshold;
        }

        abstract void found(long row, long column, float value);

        @Override
        public boolean isPromising(float highest) {
            return highest > threshold;
        }

        @Override
        public void look(long row, long firstColumn, float[] values, int offset, int count) {
            for (int k = 0; k < count; k++) {
                if (ranking.score(values[offset + k]) > threshold) {
                    found(row, firstColumn + k, values[offset + k]);
                }
            }
        }
    }
}
