package org.chiasma.symmetric.internal.model;

import java.util.Optional;
import java.util.stream.IntStream;

/** The sums of {@link Moments} of one example by pairs of folds, in double precision. Filled by {@link PairPass}. */
final class FoldSums {
    private final int folds;
    private final Dense[] products;
    private final Dense[] grams;
    private final double[] squares;
    private final double[] pairs;
    private final long[] columns;
    private Optional<Dense> phi = Optional.empty();
    private int[] foldByColumn = new int[0];

    FoldSums(int folds, int features) {
        this.folds = folds;
        this.products = new Dense[folds * folds];
        this.grams = new Dense[folds];
        this.squares = new double[folds * folds];
        this.pairs = new double[folds * folds];
        this.columns = new long[folds];
        for (int f = 0; f < folds; f++) {
            grams[f] = Dense.zeros(features, features);
            for (int g = f; g < folds; g++) {
                products[f * folds + g] = Dense.zeros(features, features);
            }
        }
    }

    int folds() {
        return folds;
    }

    /** Sum of phi_i z_ij phi_j' over observed pairs i &lt; j, one column in each fold; not symmetric. */
    Dense product(int f, int g) {
        return products[Math.min(f, g) * folds + Math.max(f, g)];
    }

    /** Sum of phi_j phi_j' over the columns of a fold. */
    Dense gram(int fold) {
        return grams[fold];
    }

    void addPairs(int f, int g, double observed, double squared) {
        int at = Math.min(f, g) * folds + Math.max(f, g);
        pairs[at] += observed;
        squares[at] += squared;
    }

    void addColumns(int fold, long covered) {
        columns[fold] += covered;
    }

    /** Keeps the features of all columns. */
    void keep(Dense features, FoldLayout layout) {
        phi = Optional.of(features);
        foldByColumn = IntStream.range(0, layout.size()).map(layout::foldOf).toArray();
    }

    /** Adds what another part of the same pass has summed up. */
    void add(FoldSums other) {
        for (int f = 0; f < folds; f++) {
            for (int g = f; g < folds; g++) {
                product(f, g).add(1, other.product(f, g));
                addPairs(f, g, other.pairs[f * folds + g], other.squares[f * folds + g]);
            }
        }
    }

    /** All columns. */
    Moments all() {
        return moments(-1, -1);
    }

    /** The columns of one fold. */
    Moments held(int fold) {
        return moments(fold, -1);
    }

    /** The columns of all other folds. */
    Moments without(int fold) {
        return moments(-1, fold);
    }

    private Moments moments(int only, int except) {
        int p = grams[0].rows();
        Dense m = Dense.zeros(p, p);
        Dense gram = Dense.zeros(p, p);
        double squared = 0;
        double observed = 0;
        long covered = 0;
        for (int f = 0; f < folds; f++) {
            if (f == except || (only >= 0 && f != only)) {
                continue;
            }
            gram.add(1, grams[f]);
            covered += columns[f];
            for (int g = f; g < folds; g++) {
                if (g != except && (only < 0 || g == only)) {
                    m.add(2, product(f, g));
                    squared += 2 * squares[f * folds + g];
                    observed += 2 * pairs[f * folds + g];
                }
            }
        }
        m.symmetrize();
        return new Moments(
                m, gram, squared, observed, covered, phi.map(rows -> rows.selectRows(columns(only, except))));
    }

    private int[] columns(int only, int except) {
        return IntStream.range(0, foldByColumn.length)
                .filter(j -> foldByColumn[j] != except && (only < 0 || foldByColumn[j] == only))
                .toArray();
    }
}
