package org.chiasma.symmetric.internal.model;

import java.util.Optional;

/**
 * What is chosen for a closed form; what is not is chosen by cross-validation over blocks of columns, or over examples if
 * there are at least as many of them as folds.
 *
 * @param kind of ridge
 * @param lambda ridge relative to the mean eigenvalue of the features' Gram matrix
 * @param rank number of terms of the prediction
 * @param folds of the cross-validation
 * @param positive whether terms with negative weights are left out, so that predictions are positive semi-definite
 */
public record ClosedFormSettings(
        Optional<RidgeKind> kind, Optional<Double> lambda, Optional<Integer> rank, int folds, boolean positive) {
    /** Everything chosen by the data. */
    public static final ClosedFormSettings DEFAULTS =
            new ClosedFormSettings(Optional.empty(), Optional.empty(), Optional.empty(), 5, false);

    /** Checks ranges. */
    public ClosedFormSettings {
        if (lambda.isPresent() && !(lambda.get() >= 0 && lambda.get() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("--lambda: found " + lambda.get() + ", expected zero or more");
        }
        if (rank.isPresent() && rank.get() < 1) {
            throw new IllegalArgumentException("--rank: found " + rank.get() + ", expected at least 1");
        }
        if (folds < 2 || folds > 100) {
            throw new IllegalArgumentException("--cross-validation: found " + folds + ", expected 2 to 100");
        }
    }

    /** Whether there is nothing left to choose among features of one set. */
    boolean isComplete() {
        return kind.isPresent() && lambda.isPresent() && rank.isPresent();
    }
}
