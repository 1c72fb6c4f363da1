package org.chiasma.symmetric.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code symmetric:fit}.
 *
 * @param examples to learn from
 * @param features of their columns
 * @param closedForm the low-rank model
 * @param network beside it
 * @param model directory
 */
public record FitParameters(
        ExampleParameters examples,

        FeatureParameters features,

        ClosedFormParameters closedForm,

        NetworkParameters network,

        @Parameter(
                value = "DIR",
                description = "Directory for the model; one that is there is replaced. Must be given.")
        Optional<Path> model) {
    /** Every default; examples and the directory have to be given. */
    public static final FitParameters DEFAULTS = new FitParameters(
            ExampleParameters.DEFAULTS,
            FeatureParameters.DEFAULTS,
            ClosedFormParameters.DEFAULTS,
            NetworkParameters.DEFAULTS,
            Optional.empty());

    /** Checks that the network can be fitted to what Z is. */
    public FitParameters {
        network.requireFitting(closedForm);
    }
}
