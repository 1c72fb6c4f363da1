package org.chiasma.symmetric.internal.model;

import java.util.function.UnaryOperator;

/** Preconditioned conjugate gradients for a positive definite operator on symmetric matrices. */
final class ConjugateGradients {
    private ConjugateGradients() {}

    /**
     * Solves A(W) = B from the start P(B).
     *
     * @param operator A
     * @param preconditioner P, near the inverse of A
     * @param tolerance |B - A(W)| relative to |B| at which to stop
     * @param most iterations at most
     */
    static Dense solve(
            UnaryOperator<Dense> operator,
            UnaryOperator<Dense> preconditioner,
            Dense rightHandSide,
            double tolerance,
            int most) {
        Dense w = preconditioner.apply(rightHandSide);
        Dense residual = rightHandSide.copy();
        residual.add(-1, operator.apply(w));
        Dense step = preconditioner.apply(residual);
        Dense direction = step.copy();
        double product = residual.dot(step);
        double bound = tolerance * tolerance * rightHandSide.dot(rightHandSide);
        for (int k = 0; k < most && residual.dot(residual) > bound && product > 0; k++) {
            Dense image = operator.apply(direction);
            double length = product / direction.dot(image);
            w.add(length, direction);
            residual.add(-length, image);
            step = preconditioner.apply(residual);
            double next = residual.dot(step);
            direction.scale(next / product);
            direction.add(1, step);
            product = next;
        }
        w.symmetrize();
        return w;
    }
}
