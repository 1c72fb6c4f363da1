package org.chiasma.symmetric.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code symmetric:predict}.
 *
 * @param model directory
 * @param x of the columns
 * @param y of the columns
 * @param bins where the columns lie in a genome
 */
public record PredictParameters(
        @Parameter(value = "DIR", description = "Directory of a model that symmetric:fit made. Must be given.")
        Optional<Path> model,

        @Parameter(description = "X, N x D, with the rows that the model was fitted to.")
        MatrixReference x,

        @Parameter(description = "Y, M x D, with the rows that the model was fitted to.")
        MatrixReference y,

        @Parameter(
                value = "FILE",
                description =
                        "BED file with one bin for each column, or the word labels: pairs of two chromosomes are then missing.")
        Optional<Path> bins) {
    /** Everything has to be given. */
    public static final PredictParameters DEFAULTS = new PredictParameters(
            Optional.empty(), MatrixReference.REQUIRED, MatrixReference.REQUIRED, Optional.empty());
}
