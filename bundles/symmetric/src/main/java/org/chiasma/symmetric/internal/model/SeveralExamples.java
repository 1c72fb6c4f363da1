package org.chiasma.symmetric.internal.model;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chiasma.linalg.LinearAlgebra;

/**
 * The Kronecker ridge of n examples together: sum_k G_k W G_k + n l^2 W = sum_k M_k, by conjugate gradients preconditioned
 * with the two-sided solve of the mean of the G_k; l = lambda times the mean eigenvalue of that mean. 4 n p^3 operations for
 * each iteration, a few tens at most.
 */
final class SeveralExamples {
    private SeveralExamples() {}

    /**
     * The solution.
     *
     * @param tolerance residual, relative to the right-hand side, at which to stop
     */
    static Dense solve(LinearAlgebra algebra, List<Moments> examples, double lambda, double tolerance) {
        int n = examples.size();
        int p = examples.get(0).g().rows();
        Dense mean = Dense.zeros(p, p);
        Dense rightHandSide = Dense.zeros(p, p);
        for (Moments example : examples) {
            mean.add(1.0 / n, example.g());
            rightHandSide.add(1, example.m());
        }
        RidgeSolution pooled = new RidgeSolution(algebra, mean);
        double ridge = pooled.ridge(lambda);
        UnaryOperator<Dense> operator = w -> {
            Dense sum = Dense.zeros(p, p);
            for (Moments example : examples) {
                sum.add(1, Dense.congruence(algebra, example.g(), w));
            }
            sum.add(n * ridge * ridge, w);
            return sum;
        };
        return ConjugateGradients.solve(operator, r -> pooled.precondition(r, ridge, n), rightHandSide, tolerance, 300);
    }

    /**
     * M and G that stand for all examples in a two-sided solve of one: M = sum_k M_k and G = c sum_k G_k, with c such that G
     * (x) G has the size of sum_k G_k (x) G_k. Exact where the G_k are multiples of each other.
     */
    static Moments pool(List<Moments> examples) {
        if (examples.size() == 1) {
            return examples.get(0);
        }
        int p = examples.get(0).g().rows();
        Dense m = Dense.zeros(p, p);
        Dense g = Dense.zeros(p, p);
        double traces = 0;
        double squaredTraces = 0;
        double squares = 0;
        double pairs = 0;
        long columns = 0;
        for (Moments example : examples) {
            m.add(1, example.m());
            g.add(1, example.g());
            traces += example.g().trace();
            squaredTraces += example.g().trace() * example.g().trace();
            squares += example.squares();
            pairs += example.pairs();
            columns += example.columns();
        }
        g.scale(traces > 0 ? Math.sqrt(squaredTraces) / traces : 1);
        return new Moments(m, g, squares, pairs, columns, Optional.empty());
    }
}
