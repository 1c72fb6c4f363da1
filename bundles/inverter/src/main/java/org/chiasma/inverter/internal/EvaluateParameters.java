package org.chiasma.inverter.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code inverter:evaluate}.
 *
 * @param model directory of the model
 * @param distribution the matrices
 * @param count how many
 * @param seed of the matrices
 */
public record EvaluateParameters(
        @Parameter(value = "DIR", description = "Directory of the model, as inverter:train leaves it. Must be given.")
        Optional<Path> model,

        DistributionParameters distribution,

        @Parameter(description = "Matrices to evaluate on, 1 to 1,000,000.")
        int count,

        @Parameter(description = "Seed of the matrices. None of them was trained on, whatever the seed.")
        long seed) {
    /** 20,000 matrices; the model has to be given. */
    public static final EvaluateParameters DEFAULTS =
            new EvaluateParameters(Optional.empty(), DistributionParameters.DEFAULTS, 20_000, 1);

    private static final int MOST = 1_000_000;

    /** Checks the ranges. */
    public EvaluateParameters {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("--count " + count + ": expected 1 to " + MOST + " matrices");
        }
    }

    /** The model's directory. */
    Path directory() {
        return model.orElseThrow(() -> new UsageException(
                "E-FLAG-MISSING", "--model: not given; it is the directory that inverter:train has left"));
    }
}
