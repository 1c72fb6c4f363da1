package org.chiasma.symmetric.internal.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;

/**
 * Chooses features, kind of ridge, lambda and rank by the squared error on held-out columns, from sums alone: no entry is
 * read again. The error on the pairs among held-out columns is |Z_h|^2 - 2 tr(W M_h) + tr(W G_h W G_h); the lambdas go on
 * while the best is at their edge.
 */
final class CrossValidation {
    private static final double[] LAMBDAS = {1e-4, 1e-3, 1e-2, 1e-1, 1};
    private static final double STEP = 10;
    private static final double SMALLEST = 1e-8;
    private static final double LARGEST = 1e4;

    /** Fewer features are taken when they cost no more R2 than this, and a smaller rank at this share of what is explained. */
    private static final double TOLERANCE = 1e-3;

    private static final double AFFORDABLE = 2e7;

    private final LinearAlgebra algebra;
    private final int examples;
    private final List<Split> splits;
    private final List<FeatureSet> sets;
    private final ClosedFormSettings settings;
    private final Progress progress;
    private final List<Score> scores = new ArrayList<>();

    /**
     * What one fold leaves for training and holds out.
     *
     * @param regression of the rest
     * @param held examples, or their held-out columns
     */
    private record Split(PairRegression regression, List<Moments> held) {}

    /**
     * A candidate and how it did.
     *
     * @param set of features
     * @param kind of ridge
     * @param lambda ridge
     * @param r2 on held-out columns, without truncation
     */
    record Score(FeatureSet set, RidgeKind kind, double lambda, double r2) {}

    /**
     * What was chosen.
     *
     * @param best the candidate
     * @param rank terms of the prediction
     * @param r2 on held-out columns with this rank
     * @param scores all candidates in the order in which they were tried
     */
    record Choice(Score best, int rank, double r2, List<Score> scores) {}

    CrossValidation(
            LinearAlgebra algebra,
            List<FoldSums> examples,
            boolean byExample,
            Optional<ProfileSkip> skip,
            List<FeatureSet> sets,
            ClosedFormSettings settings,
            Progress progress) {
        this.algebra = algebra;
        this.examples = examples.size();
        this.sets = sets;
        this.settings = settings;
        this.progress = progress;
        this.splits = byExample
                ? splitsByExample(examples, settings.folds(), skip)
                : splitsByColumn(examples, settings.folds(), skip);
    }

    private List<Split> splitsByColumn(List<FoldSums> examples, int folds, Optional<ProfileSkip> skip) {
        List<Split> made = new ArrayList<>();
        for (int f = 0; f < folds; f++) {
            int fold = f;
            List<Moments> rest =
                    examples.stream().map(sums -> sums.without(fold)).toList();
            List<Moments> held = examples.stream().map(sums -> sums.held(fold)).toList();
            made.add(new Split(new PairRegression(algebra, rest, skip), held));
        }
        return made;
    }

    private List<Split> splitsByExample(List<FoldSums> examples, int folds, Optional<ProfileSkip> skip) {
        List<Moments> all = examples.stream().map(FoldSums::all).toList();
        List<Split> made = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            List<Moments> rest = new ArrayList<>();
            List<Moments> held = new ArrayList<>();
            for (int k = 0; k < all.size(); k++) {
                (k % folds == fold ? held : rest).add(all.get(k));
            }
            made.add(new Split(new PairRegression(algebra, rest, skip), held));
        }
        return made;
    }

    Choice choose() {
        List<RidgeKind> kinds = settings.kind().map(List::of).orElseGet(this::kinds);
        progress.begin("cross-validation", (long) sets.size() * kinds.size());
        for (FeatureSet set : sets) {
            for (RidgeKind kind : kinds) {
                searchLambda(set, kind);
                progress.advance(1);
            }
        }
        return rank(simplest());
    }

    /** The Kronecker ridge of several examples is iterative: it is tried where that takes no longer than all the rest. */
    private List<RidgeKind> kinds() {
        double p = sets.get(sets.size() - 1).ordinals().length;
        boolean affordable = examples == 1 || examples * p * p * p <= AFFORDABLE;
        return affordable ? List.of(RidgeKind.TWO_STEP, RidgeKind.KRONECKER) : List.of(RidgeKind.TWO_STEP);
    }

    /** The best candidate of the first, smallest set of features that is as good as any. */
    private Score simplest() {
        double enough = bestOf(scores).r2() - TOLERANCE;
        for (FeatureSet set : sets) {
            Score best = bestOf(scores.stream()
                    .filter(score -> score.set().name().equals(set.name()))
                    .toList());
            if (best.r2() >= enough) {
                return best;
            }
        }
        return bestOf(scores);
    }

    private void searchLambda(FeatureSet set, RidgeKind kind) {
        if (settings.lambda().isPresent()) {
            scores.add(score(set, kind, settings.lambda().get()));
            return;
        }
        List<Score> tried = new ArrayList<>();
        for (double lambda : LAMBDAS) {
            tried.add(score(set, kind, lambda));
        }
        double edge = tried.get(0).lambda();
        while (bestOf(tried).lambda() == edge && edge > SMALLEST) {
            edge /= STEP;
            tried.add(0, score(set, kind, edge));
        }
        edge = tried.get(tried.size() - 1).lambda();
        while (bestOf(tried).lambda() == edge && edge < LARGEST) {
            edge *= STEP;
            tried.add(score(set, kind, edge));
        }
        scores.addAll(tried);
    }

    private static Score bestOf(List<Score> tried) {
        return tried.stream().max(Comparator.comparingDouble(Score::r2)).orElseThrow();
    }

    private Score score(FeatureSet set, RidgeKind kind, double lambda) {
        progress.checkCancelled();
        double error = 0;
        for (Split split : splits) {
            Dense w = split.regression().approximate(set, kind, lambda);
            for (Moments held : split.held()) {
                error += held.error(algebra, w);
            }
        }
        return new Score(set, kind, lambda, 1 - error / variation());
    }

    /** The squared deviations of the held-out entries from their mean. */
    private double variation() {
        double squares = 0;
        double sum = 0;
        double pairs = 0;
        for (Split split : splits) {
            for (Moments held : split.held()) {
                squares += held.squares();
                sum += held.m().get(0, 0);
                pairs += held.pairs();
            }
        }
        return pairs > 0 ? squares - sum * sum / pairs : Double.NaN;
    }

    private Choice rank(Score best) {
        List<double[]> errors = new ArrayList<>();
        for (Split split : splits) {
            LowRank terms =
                    split.regression().truncation(split.regression().solve(best.set(), best.kind(), best.lambda()));
            double[] bySplit = new double[terms.basis().rows()];
            for (Moments held : split.held()) {
                addErrors(held, terms, bySplit);
            }
            errors.add(bySplit);
        }
        double[] total = new double[errors.get(0).length];
        for (double[] bySplit : errors) {
            for (int r = 0; r < total.length; r++) {
                total[r] += bySplit[r];
            }
        }
        int chosen =
                settings.rank().map(rank -> Math.min(rank, total.length)).orElseGet(() -> smallestRank(errors, total));
        return new Choice(best, chosen, 1 - total[chosen - 1] / variation(), List.copyOf(scores));
    }

    /** The first rank that is worse than the best one by no more than one standard error over the folds, or next to nothing. */
    private int smallestRank(List<double[]> errors, double[] total) {
        int best = 0;
        for (int r = 1; r < total.length; r++) {
            best = total[r] < total[best] ? r : best;
        }
        double nothing = TOLERANCE * Math.max(0, variation() - total[best]);
        int n = errors.size();
        for (int r = 0; r < best; r++) {
            double mean = (total[r] - total[best]) / n;
            double squares = 0;
            for (double[] bySplit : errors) {
                double difference = bySplit[r] - bySplit[best] - mean;
                squares += difference * difference;
            }
            if (n * mean <= Math.max(nothing, Math.sqrt(squares * n / (n - 1)))) {
                return r + 1;
            }
        }
        return best + 1;
    }

    /** Adds to {@code errors[r - 1]} the error of the first r terms, for every r. */
    private void addErrors(Moments held, LowRank terms, double[] errors) {
        Dense m = Dense.congruence(algebra, terms.basis(), held.m());
        Dense g = Dense.congruence(algebra, terms.basis(), held.g());
        Dense embedding = held.phi()
                .map(phi -> Dense.product(algebra, phi, false, terms.basis(), false))
                .orElseGet(() -> Dense.zeros(0, terms.rank()));
        double[] diagonal = new double[embedding.rows()];
        double error = held.squares();
        double[] weights = terms.weights();
        for (int r = 0; r < errors.length; r++) {
            if (r < terms.rank()) {
                double product = weights[r] * weights[r] * g.get(r, r) * g.get(r, r);
                for (int k = 0; k < r; k++) {
                    product += 2 * weights[r] * weights[k] * g.get(r, k) * g.get(r, k);
                }
                product -= lengthened(diagonal, embedding, r, weights[r]);
                error += held.observedShare() * product - 2 * weights[r] * m.get(r, r);
            }
            errors[r] += error;
        }
    }

    /** Adds term r to the predicted diagonal, and gives by how much that increases its squared length. */
    private static double lengthened(double[] diagonal, Dense embedding, int r, double weight) {
        double increase = 0;
        for (int j = 0; j < diagonal.length; j++) {
            double term = weight * embedding.get(j, r) * embedding.get(j, r);
            increase += term * (2 * diagonal[j] + term);
            diagonal[j] += term;
        }
        return increase;
    }
}
