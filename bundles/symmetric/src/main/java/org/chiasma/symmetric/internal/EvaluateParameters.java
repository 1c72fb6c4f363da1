package org.chiasma.symmetric.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code symmetric:evaluate}.
 *
 * @param examples to learn from and to compare with
 * @param features of their columns
 * @param closedForm the low-rank model
 * @param network beside it
 * @param holdOut what is held out
 * @param folds rounds of it
 * @param model a fitted model instead of training
 * @param signal matrices without noise
 * @param above threshold of what has to be found
 * @param top pairs of the precision at top
 */
public record EvaluateParameters(
        ExampleParameters examples,

        FeatureParameters features,

        ClosedFormParameters closedForm,

        NetworkParameters network,

        @Parameter(
                description =
                        "What is held out of the training in turn: columns (in runs where there are bins, at random otherwise), chromosomes, examples, or pairs. Held-out pairs of columns that are seen with others flatter a model.")
        HoldOut holdOut,

        @Parameter(description = "Rounds: each holds out another part.")
        int folds,

        @Parameter(
                value = "DIR",
                description = "Evaluate this fitted model on all columns of the examples, without any training.")
        Optional<Path> model,

        @Parameter(
                description =
                        "The matrix without noise, where it is known; once for each example. Gives the signal R2.")
        List<MatrixReference> signal,

        @Parameter(
                value = "X",
                description =
                        "Entries above this are what AUROC, AUPR and precision look for; unless given, the ones among zeros and ones, else the largest hundredth.")
        Optional<Double> above,

        @Parameter(description = "The precision is of so many pairs that are predicted highest.")
        long top) {
    /** Every default; the examples have to be given. */
    public static final EvaluateParameters DEFAULTS = new EvaluateParameters(
            ExampleParameters.DEFAULTS,
            FeatureParameters.DEFAULTS,
            ClosedFormParameters.DEFAULTS,
            NetworkParameters.DEFAULTS,
            HoldOut.COLUMNS,
            5,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            1000);

    /** Checks ranges. */
    public EvaluateParameters {
        network.requireFitting(closedForm);
        signal = List.copyOf(signal);
        if (folds < 2) {
            throw new IllegalArgumentException("--folds: found " + folds + ", expected at least 2");
        }
        if (top < 1) {
            throw new IllegalArgumentException("--top: found " + top + ", expected at least 1");
        }
        if (!signal.isEmpty() && signal.size() != examples.z().size()) {
            throw new IllegalArgumentException("--signal: found %d, expected one for each of the %d examples"
                    .formatted(signal.size(), examples.z().size()));
        }
    }
}
