package org.chiasma.symmetric.internal.query;

import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.symmetric.internal.storage.FactorBounds;
import org.chiasma.symmetric.internal.storage.FactoredMatrix;
import org.chiasma.symmetric.internal.storage.TileGrid;
import org.chiasma.symmetric.internal.storage.TiledMatrix;
import org.chiasma.symmetric.internal.storage.Workers;

/**
 * One pass over the entries above the diagonal, tile by tile on all processors. Factors tell beforehand how large the
 * entries of a tile, and of a row of it, can be: the most promising tiles come first, and those without a chance are left
 * out.
 */
final class Sweep {
    private final Matrix matrix;
    private final Ranking ranking;
    private final TileGrid grid;
    private final Optional<FactorBounds> bounds;
    private final Progress progress;
    private final AtomicLong tiles = new AtomicLong();
    private final AtomicLong entries = new AtomicLong();

    Sweep(Matrix matrix, Ranking ranking, Progress progress) {
        this.matrix = matrix;
        this.ranking = ranking;
        this.progress = progress;
        this.grid = matrix instanceof TiledMatrix tiled
                ? tiled.grid()
                : new TileGrid(matrix.rowCount(), TileGrid.DEFAULT_EDGE);
        this.bounds = matrix instanceof FactoredMatrix factored
                ? Optional.of(new FactorBounds(factored, grid))
                : Optional.empty();
    }

    /** One thread's share of the search. */
    interface Search {
        /** Whether entries with scores up to {@code highest} may matter. */
        boolean isPromising(float highest);

        /** Looks at entries (row, firstColumn + k), k = 0, 1, ..., at {@code values[offset + k]}. */
        void look(long row, long firstColumn, float[] values, int offset, int count);
    }

    /** Visits every entry above the diagonal that may matter. */
    void run(Supplier<? extends Search> searches) {
        progress.begin("searching", grid.tiles());
        long[] order = order();
        Workers.forEach(grid.tiles(), () -> new Worker(searches.get(), order));
    }

    /** Share of the tiles that were visited. */
    double tileShare() {
        return grid.tiles() == 0 ? 1 : (double) tiles.get() / grid.tiles();
    }

    /** Share of the entries above the diagonal that were visited. */
    double entryShare() {
        double all = 0.5 * grid.size() * (grid.size() - 1.0);
        return all == 0 ? 1 : entries.get() / all;
    }

    /** Tiles by what they may hold, the largest first; as they are numbered where nothing is known. */
    private long[] order() {
        if (bounds.isEmpty()) {
            return new long[0];
        }
        record Promise(long number, float highest) {}
        return LongStream.range(0, grid.tiles())
                .mapToObj(number -> new Promise(number, highest(number, bounds.get())))
                .sorted(Comparator.comparingDouble(Promise::highest).reversed())
                .mapToLong(Promise::number)
                .toArray();
    }

    private float highest(long number, FactorBounds known) {
        int a = grid.rowOf(number);
        int b = grid.columnOf(number);
        return ranking.highest(known.lowest(a, b), known.highest(a, b));
    }

    private final class Worker implements LongConsumer {
        private final Search search;
        private final long[] order;
        private final float[] values;

        Worker(Search search, long[] order) {
            this.search = search;
            this.order = order;
            int edge = (int) Math.min(grid.edge(), grid.size());
            this.values = new float[bounds.isPresent() ? edge : edge * edge];
        }

        @Override
        public void accept(long turn) {
            progress.checkCancelled();
            long number = order.length == 0 ? turn : order[(int) turn];
            int a = grid.rowOf(number);
            int b = grid.columnOf(number);
            if (bounds.isEmpty()) {
                tiles.incrementAndGet();
                whole(a, b);
            } else if (search.isPromising(highest(number, bounds.get()))) {
                tiles.incrementAndGet();
                promisingRows(a, b, bounds.get());
            }
            progress.advance(1);
        }

        private void whole(int a, int b) {
            int width = grid.extent(b);
            matrix.copyBlock(grid.first(a), grid.first(b), grid.extent(a), width, values, 0, width);
            for (int i = 0; i < grid.extent(a); i++) {
                int from = a == b ? i + 1 : 0;
                search.look(grid.first(a) + i, grid.first(b) + from, values, i * width + from, width - from);
            }
            long height = grid.extent(a);
            entries.addAndGet(a == b ? height * (height - 1) / 2 : height * width);
        }

        private void promisingRows(int a, int b, FactorBounds known) {
            int width = grid.extent(b);
            long looked = 0;
            for (int i = 0; i < grid.extent(a); i++) {
                long row = grid.first(a) + i;
                if (search.isPromising(ranking.highest(known.lowest(row, b), known.highest(row, b)))) {
                    int from = a == b ? i + 1 : 0;
                    matrix.copyBlock(row, grid.first(b), 1, width, values, 0, width);
                    search.look(row, grid.first(b) + from, values, from, width - from);
                    looked += width - from;
                }
            }
            entries.addAndGet(looked);
        }
    }
}
