package org.chiasma.symmetric.internal.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;

/**
 * The Kronecker ridge where pairs are missing: min over W of the squared error over observed pairs + rho l^2 |W|^2, rho the
 * observed share: A(W) = sum_k Phi' (Mask . (Phi W Phi')) Phi + rho l^2 W. The two-sided solve of the zero-filled Z, scaled
 * by 1 / rho, is the start and the preconditioner; each iteration is a pass over Z, usually 3 to 14 of them.
 */
final class PartlyObserved {
    private static final int MOST = 60;

    private PartlyObserved() {}

    /**
     * One example as it is visited.
     *
     * @param phi its features
     * @param target its entries, with {@code NaN} for missing ones
     */
    record Visit(FeatureMatrix phi, Target target) {}

    /**
     * The solution.
     *
     * @param moments pooled over the examples, missing entries counted as zero, for the features of the set
     * @param ordinals the set's features among all
     * @param ridge l
     * @param share rho
     * @param tolerance residual, relative to the right-hand side, at which to stop
     * @return W for the features of the set
     */
    static Dense solve(
            LinearAlgebra algebra,
            List<Visit> examples,
            Moments moments,
            int[] ordinals,
            double ridge,
            double share,
            double tolerance,
            Progress progress) {
        RidgeSolution pooled = new RidgeSolution(algebra, moments.g());
        UnaryOperator<Dense> operator = w -> {
            Dense sum = predicted(algebra, examples, w, ordinals, progress).select(ordinals);
            sum.add(share * ridge * ridge, w);
            return sum;
        };
        return ConjugateGradients.solve(
                operator, r -> pooled.precondition(r, ridge, share), moments.m(), tolerance, MOST);
    }

    /** Phi' (Mask . (Phi W Phi')) Phi, over all features, for a W of some of them. */
    static Dense predicted(LinearAlgebra algebra, List<Visit> examples, Dense w, int[] ordinals, Progress progress) {
        int p = examples.get(0).phi().count();
        Dense whole = w.spread(ordinals, p);
        Dense sum = Dense.zeros(p, p);
        for (Visit example : examples) {
            sum.add(1, PairPass.ofPredictions(algebra, example.phi(), example.target(), whole, progress));
        }
        return sum;
    }
}
