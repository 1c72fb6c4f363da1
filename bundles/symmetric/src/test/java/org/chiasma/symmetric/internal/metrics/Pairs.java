package org.chiasma.symmetric.internal.metrics;

/** Shows pairs of small maps to what collects them. */
final class Pairs {
    private Pairs() {}

    /** Every pair i &lt; j, by whole rows. */
    static void visit(DenseMap observed, DenseMap predicted, PairVisitor visitor) {
        visit(observed, predicted, visitor, 0, observed.size());
    }

    /** The pairs of the rows from {@code from} to below {@code to}. */
    static void visit(DenseMap observed, DenseMap predicted, PairVisitor visitor, int from, int to) {
        int n = observed.size();
        for (int i = from; i < Math.min(to, n - 1); i++) {
            visitor.accept(i, i + 1, observed.values(), predicted.values(), i * n + i + 1, n - i - 1);
        }
    }

    /** The scores of these pairs, all in one row. */
    static PairScores scores(double[] observed, double[] predicted, Positives positives, long top) {
        PairMetrics metrics = new PairMetrics(new PairMetrics.Settings(1_000, positives, top));
        metrics.accept(0, 1, observed, predicted, 0, observed.length);
        return metrics.scores();
    }
}
