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
     * @param moments pooled over the examples, missing entries counted as zero
     * @param tolerance residual, relative to the right-hand side, at which to stop
     */
    static Dense solve(
            LinearAlgebra algebra,
            List<Visit> examples,
            Moments moments,
            double lambda,
            double tolerance,
            Progress progress) {
        RidgeSolution pooled = new RidgeSolution(algebra, moments.m(), moments.g());
        return solve(
                algebra, examples, moments, pooled, pooled.ridge(lambda), moments.observedShare(), tolerance, progress);
    }

    static Dense solve(
            LinearAlgebra algebra,
            List<Visit> examples,
            Moments moments,
            RidgeSolution pooled,
            double ridge,
            double share,
            double tolerance,
            Progress progress) {
        UnaryOperator<Dense> operator = w -> {
            Dense sum = w.copy();
            sum.scale(share * ridge * ridge);
            for (Visit example : examples) {
                sum.add(1, PairPass.ofPredictions(algebra, example.phi(), example.target(), w, progress));
            }
            return sum;
        };
        return ConjugateGradients.solve(
                operator, r -> pooled.precondition(r, ridge, share), moments.m(), tolerance, MOST);
    }
}
