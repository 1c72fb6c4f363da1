package org.chiasma.completion.internal;

import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.completion.internal.prior.FeaturePrior;
import org.chiasma.completion.internal.prior.SideMatrix;

/**
 * Where the user wants the features from.
 *
 * @param matrix a side matrix
 * @param field a metadata field
 * @param own whether own profiles are added
 * @param standardize whether a side matrix is standardized
 */
record PriorChoice(Optional<MatrixReference> matrix, Optional<String> field, boolean own, boolean standardize) {
    /**
     * Checks the flags of a prior against each other.
     *
     * @throws UsageException {@code E-FLAG-CONFLICT} if there are two sources of features, or refinements of none
     */
    static void requireConsistent(
            Optional<MatrixReference> matrix, Optional<String> field, boolean own, Optional<Integer> refine) {
        if (matrix.isPresent() && field.isPresent()) {
            throw new UsageException(
                    "E-FLAG-CONFLICT", "--prior and --prior-field: found both, expected at most one, leave one out");
        }
        if (refine.isPresent() && !own) {
            throw new UsageException(
                    "E-FLAG-CONFLICT",
                    "--refine %d: found no --prior-self, whose profiles it refines, expected both, add it or leave --refine out"
                            .formatted(refine.get()));
        }
    }

    /** The features of {@code items}; empty when own profiles are all there is. */
    Optional<FeaturePrior> resolve(Axis items, OperationContext context) {
        if (matrix.isPresent()) {
            return Optional.of(SideMatrix.align(items, context.open(matrix.get()), standardize, context.progress()));
        }
        if (field.isPresent()) {
            return Optional.of(FeaturePrior.oneHot(items, field.get()));
        }
        return own ? Optional.empty() : Optional.of(FeaturePrior.identity(Math.toIntExact(items.size())));
    }
}
