package org.chiasma.symmetric.internal.model;

import org.chiasma.symmetric.internal.simulation.CounterRandom;

/** Another target some of whose pairs are hidden, as if missing: drawn one by one from a seed, alike in both triangles. */
public final class HiddenPairs implements Target {
    private static final int STREAM = 77;

    private final Target whole;
    private final double share;
    private final long seed;
    private final CounterRandom draws;

    /**
     * @param share probability that a pair is hidden
     * @param seed of the draws
     */
    public HiddenPairs(Target whole, double share, long seed) {
        this.whole = whole;
        this.share = share;
        this.seed = seed;
        this.draws = new CounterRandom(seed, STREAM);
    }

    /** Whether the pair is hidden. */
    public boolean isHidden(int i, int j) {
        return draws.uniform((long) Math.min(i, j) * size() + Math.max(i, j)) < share;
    }

    @Override
    public int size() {
        return whole.size();
    }

    @Override
    public boolean isSingle() {
        return whole.isSingle();
    }

    @Override
    public void copy(int firstRow, int firstColumn, int rows, int columns, double[] target) {
        whole.copy(firstRow, firstColumn, rows, columns, target);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (isHidden(firstRow + i, firstColumn + j)) {
                    target[i * columns + j] = Double.NaN;
                }
            }
        }
    }

    @Override
    public Target raw() {
        return new HiddenPairs(whole.raw(), share, seed);
    }

    /** The other way round: what this hides is there, all else is missing. */
    public Target onlyHidden() {
        return new Target() {
            @Override
            public int size() {
                return whole.size();
            }

            @Override
            public boolean isSingle() {
                return whole.isSingle();
            }

            @Override
            public void copy(int firstRow, int firstColumn, int rows, int columns, double[] target) {
                whole.copy(firstRow, firstColumn, rows, columns, target);
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        if (!isHidden(firstRow + i, firstColumn + j)) {
                            target[i * columns + j] = Double.NaN;
                        }
                    }
                }
            }
        };
    }
}
