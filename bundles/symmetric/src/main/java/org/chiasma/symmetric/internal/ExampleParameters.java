package org.chiasma.symmetric.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * The examples: X, Y and Z of each, by three lists in the same order.
 *
 * @param x one X for each example
 * @param y one Y for each example
 * @param z one Z for each example
 * @param bins where the columns lie in a genome
 * @param tolerance of the check of symmetry
 */
public record ExampleParameters(
        @Parameter(description = "X, N x D: a column for each row of Z. Give the flag again for further examples.")
        List<MatrixReference> x,

        @Parameter(description = "Y, M x D, with the same columns; once for each --x.")
        List<MatrixReference> y,

        @Parameter(description = "Z, D x D and symmetric, NaN where not observed; once for each --x.")
        List<MatrixReference> z,

        @Parameter(
                value = "FILE",
                description =
                        "BED file with one bin for each column: only pairs within a chromosome count then, and each chromosome is an example of its own. The word labels takes labels such as chr1:0-1000000 instead.")
        Optional<Path> bins,

        @Parameter(
                description =
                        "Largest difference of two entries across the diagonal of Z, relative to the larger one or the mean magnitude.")
        double tolerance) {
    /** No examples; they have to be given. */
    public static final ExampleParameters DEFAULTS =
            new ExampleParameters(List.of(), List.of(), List.of(), Optional.empty(), 1e-6);

    /** Copies the lists. */
    public ExampleParameters {
        x = List.copyOf(x);
        y = List.copyOf(y);
        z = List.copyOf(z);
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("--tolerance: found " + tolerance + ", expected 0 to 1");
        }
        if (!x.isEmpty() || !y.isEmpty() || !z.isEmpty()) {
            if (x.size() != y.size() || x.size() != z.size()) {
                throw new IllegalArgumentException(
                        "--x, --y, --z: found %d, %d and %d of them, expected one of each for every example"
                                .formatted(x.size(), y.size(), z.size()));
            }
        }
    }

    /** Refuses a command without examples. */
    void require() {
        if (x.isEmpty()) {
            throw new org.chiasma.api.UsageException(
                    "E-FLAG-MISSING", "--x, --y, --z: found none, expected the matrices of at least one example");
        }
    }
}
