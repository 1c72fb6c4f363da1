package org.chiasma.symmetric.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;

/**
 * Fits Z_ij ~ phi_i' W phi_j, W of low rank, to examples, in one pass over each Z: sums over pairs, cross-validation from
 * the sums, the solve, and for partly observed Z a few more passes.
 */
public final class ClosedForm {
    /** Less than this share of missing pairs makes no difference worth further passes. */
    private static final double NEARLY_ALL = 0.999;

    private static final double TOLERANCE = 1e-5;

    private final LinearAlgebra algebra;
    private final ClosedFormSettings settings;
    private final Progress progress;

    /** A fit that has not begun. */
    public ClosedForm(LinearAlgebra algebra, ClosedFormSettings settings, Progress progress) {
        this.algebra = algebra;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * What was fitted.
     *
     * @param features of the columns
     * @param terms of W
     * @param selection how it was chosen
     */
    public record Fit(ColumnFeatures features, LowRank terms, Selection selection) {}

    /**
     * How features, ridge and rank were chosen.
     *
     * @param features name of the set of features
     * @param kind of ridge
     * @param lambda ridge
     * @param rank terms of the prediction
     * @param r2 on held-out columns, as a share of the variance of Z; {@code NaN} if nothing was chosen
     * @param candidates what was tried
     * @param columns columns with any observed pair
     * @param observedShare share of their pairs that are observed
     */
    public record Selection(
            String features,
            RidgeKind kind,
            double lambda,
            int rank,
            double r2,
            List<Candidate> candidates,
            long columns,
            double observedShare) {}

    /**
     * One that was tried.
     *
     * @param features name of the set of features
     * @param kind of ridge
     * @param lambda ridge
     * @param r2 on held-out columns
     */
    public record Candidate(String features, RidgeKind kind, double lambda, double r2) {}

    /**
     * Fits.
     *
     * @throws DataException {@code E-SYMMETRIC-EMPTY} if no pair is observed
     */
    public Fit fit(FeatureSpec spec, List<TrainingExample> examples) {
        ColumnFeatures features = ColumnFeatures.fit(
                spec, examples.stream().map(TrainingExample::columns).toList());
        List<PartlyObserved.Visit> visits = new ArrayList<>();
        try {
            List<FoldSums> sums = sumUp(features, examples, visits);
            return fit(features, sums, visits);
        } finally {
            visits.forEach(visit -> visit.phi().close());
        }
    }

    private boolean byExample(int examples) {
        return examples >= settings.folds();
    }

    private List<FoldSums> sumUp(
            ColumnFeatures features, List<TrainingExample> examples, List<PartlyObserved.Visit> visits) {
        long tiles = 0;
        for (TrainingExample example : examples) {
            long across = FoldLayout.whole(example.target().size()).tiles();
            tiles += across * (across + 1) / 2;
        }
        boolean choose = !settings.isComplete() || FeatureSet.of(features).size() > 1;
        List<FoldSums> sums = new ArrayList<>();
        List<Coverage> coverages = new ArrayList<>();
        progress.begin("looking for empty columns", examples.size());
        for (TrainingExample example : examples) {
            coverages.add(Coverage.of(example.target(), progress));
            progress.advance(1);
        }
        progress.begin("one pass over Z", tiles);
        for (int k = 0; k < examples.size(); k++) {
            Target target = examples.get(k).target();
            FeatureMatrix phi = FeatureMatrix.of(features, examples.get(k).columns(), target.isSingle(), algebra);
            visits.add(new PartlyObserved.Visit(phi, target));
            coverages.get(k).clear(phi);
            FoldLayout layout = choose && !byExample(examples.size())
                    ? FoldLayout.of(target.size(), settings.folds())
                    : FoldLayout.whole(target.size());
            sums.add(PairPass.of(algebra, phi, coverages.get(k), target, layout, progress));
        }
        return sums;
    }

    private Fit fit(ColumnFeatures features, List<FoldSums> sums, List<PartlyObserved.Visit> visits) {
        List<Moments> whole = sums.stream().map(FoldSums::all).toList();
        Moments pooled = SeveralExamples.pool(whole);
        requirePairs(pooled);
        Optional<ProfileSkip> skip = features.spec().profiles()
                ? Optional.of(new ProfileSkip(features.profileStart(), features.rowsOfX(), features.rowsOfY()))
                : Optional.empty();
        List<FeatureSet> sets = FeatureSet.of(features);
        CrossValidation.Choice choice = choose(sums, skip, sets);
        CrossValidation.Score best = choice.best();
        PairRegression regression = new PairRegression(algebra, whole, skip);
        double share = regression.pooledShare();
        progress.begin("solving", 0);
        Dense w = share < NEARLY_ALL
                ? regression.solvePartlyObserved(best.set(), best.lambda(), visits, TOLERANCE, progress)
                : regression.solve(best.set(), best.kind(), best.lambda());
        LowRank terms = regression.truncation(w).truncate(choice.rank());
        if (settings.positive()) {
            terms = terms.positive();
        }
        List<Candidate> candidates = choice.scores().stream()
                .map(score -> new Candidate(score.set().name(), score.kind(), score.lambda(), score.r2()))
                .toList();
        return new Fit(
                features,
                terms,
                new Selection(
                        best.set().name(),
                        share < NEARLY_ALL ? RidgeKind.KRONECKER : best.kind(),
                        best.lambda(),
                        terms.rank(),
                        choice.r2(),
                        candidates,
                        whole.stream().mapToLong(Moments::columns).sum(),
                        share));
    }

    private CrossValidation.Choice choose(List<FoldSums> sums, Optional<ProfileSkip> skip, List<FeatureSet> sets) {
        if (settings.isComplete() && sets.size() == 1) {
            CrossValidation.Score given = new CrossValidation.Score(
                    sets.get(0),
                    settings.kind().orElseThrow(),
                    settings.lambda().orElseThrow(),
                    Double.NaN);
            return new CrossValidation.Choice(given, settings.rank().orElseThrow(), Double.NaN, List.of());
        }
        return new CrossValidation(algebra, sums, byExample(sums.size()), skip, sets, settings, progress).choose();
    }

    private static void requirePairs(Moments pooled) {
        if (!(pooled.pairs() > 0)) {
            throw new DataException(
                    "E-SYMMETRIC-EMPTY",
                    "Z: found no observed entry off the diagonal, expected some to learn from; check what counts as missing");
        }
        if (!Double.isFinite(pooled.squares())) {
            throw new DataException(
                    "E-SYMMETRIC-INFINITE",
                    "Z: found an infinite entry, expected finite numbers or missing ones; replace it");
        }
    }
}
