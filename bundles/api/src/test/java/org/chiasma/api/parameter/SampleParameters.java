package org.chiasma.api.parameter;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.matrix.MatrixReference;

/** One component of every supported type. */
public record SampleParameters(
        @Parameter(description = "The table to fill.", position = 0)
        MatrixReference matrix,

        @Parameter(description = "Side matrices.", position = 1)
        List<MatrixReference> priors,

        @Parameter(description = "Hidden layers.") int depth,
        @Parameter(description = "Seed.") long seed,
        @Parameter(description = "Added to the diagonal.") double ridge,
        @Parameter(description = "Whether to standardize.") boolean standardize,

        @Parameter(description = "What is subtracted first.")
        Centering centering,

        @Parameter(description = "Where the log goes.") Optional<Path> logFile,

        @Parameter(description = "Tokens that mean missing.")
        List<String> missing) {
    public static final SampleParameters DEFAULTS = new SampleParameters(
            MatrixReference.REQUIRED,
            List.of(),
            1,
            20L,
            0.001,
            true,
            Centering.TWO_WAY,
            Optional.empty(),
            List.of("NA", "NaN"));

    public SampleParameters {
        if (depth < 1) {
            throw new IllegalArgumentException("--depth: found " + depth + ", expected at least 1");
        }
    }

    /** An enum whose constants have more than one word. */
    public enum Centering {
        NONE,
        TWO_WAY
    }
}
