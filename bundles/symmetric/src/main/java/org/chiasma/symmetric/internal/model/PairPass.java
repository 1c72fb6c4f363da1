package org.chiasma.symmetric.internal.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;

/**
 * One pass over the upper triangle of Z, in tiles, that sums up the {@link Moments} of its columns. D^2 p + 2 D p^2 F
 * operations for F folds, as products; every tile is read once. Strips of tiles are done by several threads and added in
 * their order, so the sums do not depend on who was first.
 */
final class PairPass {
    /** Up to so many columns the diagonal makes a difference that can be seen, and can be afforded. */
    private static final int FEW_COLUMNS = 4096;

    private final LinearAlgebra algebra;
    private final FoldLayout layout;
    private final int features;
    private final Queue<PairLane> idle = new ConcurrentLinkedQueue<>();
    private final Map<Integer, FoldSums> waiting = new HashMap<>();
    private final FoldSums total;
    private int merged;

    private PairPass(LinearAlgebra algebra, FoldLayout layout, int features) {
        this.algebra = algebra;
        this.layout = layout;
        this.features = features;
        this.total = new FoldSums(layout.folds(), features);
    }

    /** The sums over the entries of Z. */
    static FoldSums of(
            LinearAlgebra algebra,
            FeatureMatrix phi,
            Coverage coverage,
            Target target,
            FoldLayout layout,
            Progress progress) {
        PairPass pass = new PairPass(algebra, layout, phi.count());
        pass.run(() -> new PairLane(target, layout, phi.products(layout.folds()), false), progress);
        pass.addColumns(phi, coverage);
        if (phi.size() <= FEW_COLUMNS) {
            pass.total.keep(phi.dense(), layout);
        }
        return pass.total;
    }

    /** Phi' (Mask . (Phi W Phi')) Phi for the mask of observed pairs: as {@link Moments#m()} with predictions for entries. */
    static Dense ofPredictions(LinearAlgebra algebra, FeatureMatrix phi, Target target, Dense w, Progress progress) {
        FoldLayout layout = FoldLayout.whole(phi.size());
        PairPass pass = new PairPass(algebra, layout, phi.count());
        pass.run(() -> new PairLane(target, layout, phi.products(1, w), true), progress);
        return pass.total.all().m();
    }

    private void run(Supplier<PairLane> lanes, Progress progress) {
        int tiles = layout.tiles();
        try {
            algebra.concurrently(tiles, strip -> {
                PairLane reused = idle.poll();
                PairLane lane = reused == null ? lanes.get() : reused;
                idle.add(strip(lane, strip, progress));
            });
        } finally {
            idle.forEach(PairLane::close);
            idle.clear();
        }
    }

    private PairLane strip(PairLane lane, int strip, Progress progress) {
        FoldSums sums = new FoldSums(layout.folds(), features);
        lane.begin();
        for (int column = strip; column < layout.tiles(); column++) {
            progress.checkCancelled();
            lane.add(strip, column, sums);
            progress.advance(1);
        }
        lane.end(strip, sums);
        merge(strip, sums);
        return lane;
    }

    private synchronized void merge(int strip, FoldSums sums) {
        waiting.put(strip, sums);
        for (FoldSums next = waiting.remove(merged); next != null; next = waiting.remove(merged)) {
            total.add(next);
            merged++;
        }
    }

    private void addColumns(FeatureMatrix phi, Coverage coverage) {
        for (int first = 0; first < layout.size(); first += layout.run()) {
            int count = Math.min(layout.run(), layout.size() - first);
            int fold = layout.foldOf(first);
            phi.addGram(first, count, total.gram(fold));
            total.addColumns(fold, coverage.count(first, count));
        }
    }
}
