package org.chiasma.symmetric.internal;

import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.symmetric.internal.model.ClosedFormSettings;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.model.RidgeKind;
import org.chiasma.symmetric.internal.model.SymmetricModel;

/**
 * The closed form.
 *
 * @param link of entries and sums
 * @param distance whether the decay by distance is taken off
 * @param ridge kind
 * @param lambda strength
 * @param rank terms
 * @param crossValidation folds
 * @param positive whether predictions are positive semi-definite
 */
public record ClosedFormParameters(
        @Parameter(
                description =
                        "What the entries of Z are: identity, any numbers; log1p, counts; poisson, counts whose noise is Poisson's; fisher, correlations; logistic, edges 0 and 1.")
        Link link,

        @Parameter(
                description =
                        "Take the mean by distance off each map before, on the scale of --link, and restore it after: for contact maps.")
        boolean distance,

        @Parameter(description = "Kind of ridge: two-step or kronecker; chosen by cross-validation unless given.")
        Optional<RidgeKind> ridge,

        @Parameter(
                description =
                        "Ridge, relative to the mean eigenvalue of the features' Gram matrix; chosen by cross-validation unless given.")
        Optional<Double> lambda,

        @Parameter(description = "Terms of the low-rank model; chosen by cross-validation unless given.")
        Optional<Integer> rank,

        @Parameter(
                description =
                        "Folds of the cross-validation that chooses: over blocks of columns, or over examples if there are as many.")
        int crossValidation,

        @Parameter(
                description =
                        "Leave out terms with negative weights, so that the low-rank part is positive semi-definite.")
        boolean positive) {
    /** Everything chosen by the data. */
    public static final ClosedFormParameters DEFAULTS = new ClosedFormParameters(
            Link.IDENTITY, false, Optional.empty(), Optional.empty(), Optional.empty(), 5, false);

    /** Checks ranges. */
    public ClosedFormParameters {
        new ClosedFormSettings(ridge, lambda, rank, crossValidation, positive);
    }

    /** The same with the link and the decay of a model that was fitted. */
    ClosedFormParameters like(SymmetricModel model) {
        return new ClosedFormParameters(
                model.link(), model.expected().isPresent(), ridge, lambda, rank, crossValidation, positive);
    }

    ClosedFormSettings settings() {
        return new ClosedFormSettings(ridge, lambda, rank, crossValidation, positive);
    }
}
