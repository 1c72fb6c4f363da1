package org.chiasma.symmetric.internal.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.symmetric.internal.storage.TileGrid;
import org.chiasma.symmetric.internal.storage.Workers;

/**
 * All that a report says of a prediction, collected while the pairs pass by once: figures, curves by distance and a map.
 * Parts {@linkplain #merge merge}; one thread each.
 */
public final class PairComparison implements PairVisitor {
    private static final int EDGE = 512;

    /** Fields a side of the map, more than a figure draws. */
    private static final int MAP_FIELDS = 1_000;

    private final PairMetrics metrics;
    private final DistanceProfile profile;
    private final MapReduction reduction;

    /**
     * Nothing collected yet.
     *
     * @param size rows of the matrices
     */
    public PairComparison(int size, PairMetrics.Settings settings) {
        this.metrics = new PairMetrics(settings);
        this.profile = new DistanceProfile(size);
        this.reduction = new MapReduction(size, MAP_FIELDS);
    }

    /**
     * Compares two symmetric matrices tile by tile on all processors; every pair is read once.
     *
     * @param signal the observed matrix without noise, if it is known
     * @throws IllegalArgumentException if they are not square and of one size
     */
    public static PairComparison of(
            Matrix observed,
            Matrix predicted,
            Optional<Matrix> signal,
            PairMetrics.Settings settings,
            Progress progress) {
        requireSize(observed, observed.rowCount());
        requireSize(predicted, observed.rowCount());
        signal.ifPresent(matrix -> requireSize(matrix, observed.rowCount()));
        int size = Math.toIntExact(observed.rowCount());
        TileGrid grid = new TileGrid(size, EDGE);
        progress.begin("comparing", grid.tiles());
        List<PairComparison> parts = Collections.synchronizedList(new ArrayList<>());
        Workers.forEach(grid.tiles(), () -> {
            PairComparison part = new PairComparison(size, settings);
            parts.add(part);
            return new Lane(grid, observed, predicted, signal, part, progress);
        });
        PairComparison whole = parts.isEmpty() ? new PairComparison(size, settings) : parts.get(0);
        parts.stream().skip(1).forEach(whole::merge);
        return whole;
    }

    private static void requireSize(Matrix matrix, long size) {
        if (matrix.rowCount() != size || matrix.columnCount() != size) {
            throw new IllegalArgumentException("matrix of " + matrix.rowCount() + " x " + matrix.columnCount()
                    + ", expected " + size + " x " + size);
        }
    }

    @Override
    public void accept(int row, int firstColumn, double[] observed, double[] predicted, int offset, int count) {
        metrics.accept(row, firstColumn, observed, predicted, offset, count);
        profile.accept(row, firstColumn, observed, predicted, offset, count);
        reduction.accept(row, firstColumn, observed, predicted, offset, count);
    }

    /** Adds what another, of the same size and settings, has collected. */
    public void merge(PairComparison other) {
        metrics.merge(other.metrics);
        profile.merge(other.profile);
        reduction.merge(other.reduction);
    }

    /** Figures of all pairs; takes a matrix without noise piece by piece. */
    public PairMetrics metrics() {
        return metrics;
    }

    /** Means and correlations by distance. */
    public DistanceProfile profile() {
        return profile;
    }

    /** Observed and predicted in one square. */
    public SplitMap map() {
        return reduction.map();
    }

    /** One thread's tiles. */
    private static final class Lane implements LongConsumer {
        private final TileGrid grid;
        private final Matrix observed;
        private final Matrix predicted;
        private final Optional<Matrix> signal;
        private final PairComparison comparison;
        private final Progress progress;
        private final double[] truth = new double[EDGE * EDGE];
        private final double[] guess = new double[EDGE * EDGE];

        Lane(
                TileGrid grid,
                Matrix observed,
                Matrix predicted,
                Optional<Matrix> signal,
                PairComparison comparison,
                Progress progress) {
            this.grid = grid;
            this.observed = observed;
            this.predicted = predicted;
            this.signal = signal;
            this.comparison = comparison;
            this.progress = progress;
        }

        @Override
        public void accept(long number) {
            progress.checkCancelled();
            int a = grid.rowOf(number);
            int b = grid.columnOf(number);
            read(observed, a, b, truth);
            read(predicted, a, b, guess);
            visit(a, b, comparison);
            if (signal.isPresent()) {
                read(signal.get(), a, b, truth);
                visit(
                        a,
                        b,
                        (row, column, clean, predictions, offset, count) ->
                                comparison.metrics.acceptSignal(clean, predictions, offset, count));
            }
            progress.advance(1);
        }

        private void read(Matrix matrix, int a, int b, double[] target) {
            int columns = grid.extent(b);
            matrix.copyBlock(grid.first(a), grid.first(b), grid.extent(a), columns, target, 0, columns);
        }

        private void visit(int a, int b, PairVisitor visitor) {
            int columns = grid.extent(b);
            for (int i = 0; i < grid.extent(a); i++) {
                int skipped = a == b ? i + 1 : 0;
                if (skipped < columns) {
                    visitor.accept(
                            (int) grid.first(a) + i,
                            (int) grid.first(b) + skipped,
                            truth,
                            guess,
                            i * columns + skipped,
                            columns - skipped);
                }
            }
        }
    }
}
