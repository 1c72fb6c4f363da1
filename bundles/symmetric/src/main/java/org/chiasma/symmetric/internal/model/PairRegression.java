package org.chiasma.symmetric.internal.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;

/**
 * Closed forms of the same examples for any ridge: W = skip + the ridge solution for what the skip leaves, on some of the
 * features. One example is solved directly; several by {@link SeveralExamples}, for the Kronecker ridge exactly, for the
 * two-step ridge from pooled sums. Missing pairs count as zeros and the result is scaled by their share.
 */
final class PairRegression {
    private static final double TOLERANCE = 1e-6;

    /** Each takes off most of what the diagonal still disturbs. */
    private static final int FILLS = 3;

    private final LinearAlgebra algebra;
    private final List<Moments> examples;
    private final Dense skip;
    private final List<Moments> left;
    private final Map<Integer, RidgeSolution> solutions = new HashMap<>();

    /**
     * @param examples sums over all features
     * @param skip the part that is not regularised
     */
    PairRegression(LinearAlgebra algebra, List<Moments> examples, Optional<ProfileSkip> skip) {
        this.algebra = algebra;
        this.examples = examples;
        int p = examples.get(0).m().rows();
        if (skip.isPresent()) {
            double[] coefficients = skip.get().coefficients(algebra, examples);
            this.skip = skip.get().matrix(p, coefficients);
            this.left = examples.stream()
                    .map(example -> skip.get().residual(algebra, example, coefficients))
                    .toList();
        } else {
            this.skip = Dense.zeros(p, p);
            this.left = examples;
        }
    }

    /**
     * W, p x p; zero for features outside {@code set}. Where the examples have few columns, the diagonal is filled with what
     * is predicted for it and the solution repeated, since it is not known to be zero.
     */
    Dense solve(FeatureSet set, RidgeKind kind, double lambda) {
        return solve(set, kind, lambda, FILLS);
    }

    /** The same nearly, to compare candidates: the diagonal is filled once. */
    Dense approximate(FeatureSet set, RidgeKind kind, double lambda) {
        return solve(set, kind, lambda, 1);
    }

    private Dense solve(FeatureSet set, RidgeKind kind, double lambda, int fills) {
        List<Moments> some =
                left.stream().map(example -> example.select(set.ordinals())).toList();
        double share = pooledShare();
        Dense part = solve(some, set, kind, lambda);
        part.scale(share > 0 ? 1 / share : 1);
        int repeats = some.stream().allMatch(example -> example.phi().isPresent()) ? fills : 0;
        for (int k = 0; k < repeats; k++) {
            Dense before = part;
            part = solve(
                    some.stream()
                            .map(example -> example.with(example.withDiagonal(algebra, before)))
                            .toList(),
                    set,
                    kind,
                    lambda);
            part.scale(share > 0 ? 1 / share : 1);
        }
        Dense whole = part.spread(set.ordinals(), skip.rows());
        whole.add(1, skip);
        return whole;
    }

    private Dense solve(List<Moments> some, FeatureSet set, RidgeKind kind, double lambda) {
        if (kind == RidgeKind.KRONECKER && some.size() > 1) {
            return SeveralExamples.solve(algebra, some, lambda, TOLERANCE);
        }
        Moments pooled = SeveralExamples.pool(some);
        RidgeSolution solution =
                solutions.computeIfAbsent(set.ordinals().length, key -> new RidgeSolution(algebra, pooled.g()));
        return solution.solve(pooled.m(), kind, lambda);
    }

    /**
     * W with the missing pairs left out of the error instead of counted as zeros: further passes over the examples, with the
     * Kronecker ridge.
     */
    Dense solvePartlyObserved(
            FeatureSet set, double lambda, List<PartlyObserved.Visit> visits, double tolerance, Progress progress) {
        int p = skip.rows();
        int[] all = java.util.stream.IntStream.range(0, p).toArray();
        Moments sums = SeveralExamples.pool(examples);
        Dense rest = sums.m().copy();
        rest.add(-1, PartlyObserved.predicted(algebra, visits, skip, all, progress));
        Moments some = sums.with(rest).select(set.ordinals());
        double ridge = new RidgeSolution(algebra, some.g()).ridge(lambda);
        Dense whole = PartlyObserved.solve(
                        algebra, visits, some, set.ordinals(), ridge, pooledShare(), tolerance, progress)
                .spread(set.ordinals(), p);
        whole.add(1, skip);
        return whole;
    }

    /** The terms of W by descending importance over the columns of the examples, as many as there are directions. */
    LowRank truncation(Dense w) {
        Dense sum = Dense.zeros(w.rows(), w.rows());
        examples.forEach(example -> sum.add(1, example.g()));
        return new RidgeSolution(algebra, sum).truncation(w);
    }

    /** The share of the pairs that are observed. */
    double pooledShare() {
        double pairs = 0;
        double possible = 0;
        for (Moments example : examples) {
            pairs += example.pairs();
            possible += (double) example.columns() * (example.columns() - 1);
        }
        return possible > 0 ? pairs / possible : 0;
    }
}
