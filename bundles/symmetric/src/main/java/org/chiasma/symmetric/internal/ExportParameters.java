package org.chiasma.symmetric.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code symmetric:export}.
 *
 * @param matrix what is exported
 * @param as the form
 * @param to the file
 * @param bins where the rows lie in a genome
 * @param above threshold of text forms
 */
public record ExportParameters(
        @Parameter(position = 0, description = "The symmetric matrix.")
        MatrixReference matrix,

        @Parameter(
                description =
                        "The form: coo lines of i, j (from 0) and value; cooler the two files of cooler load -f coo; as .npy with a description in FILE.json: rows the strict upper triangle as scipy's squareform, columns the upper triangle as LAPACK packs it, dense all entries.")
        ExportForm as,

        @Parameter(description = "The file to write; cooler writes its bins to FILE.bed.")
        Optional<Path> to,

        @Parameter(
                description =
                        "With cooler: a BED file with one bin for each row, where labels are not like chr1:0-1000000.")
        Optional<Path> bins,

        @Parameter(value = "X", description = "With coo and cooler: only entries above this value.")
        Optional<Double> above) {
    /** Coordinates as text; matrix and file have to be given. */
    public static final ExportParameters DEFAULTS = new ExportParameters(
            MatrixReference.REQUIRED, ExportForm.COO, Optional.empty(), Optional.empty(), Optional.empty());

    /** Checks that the flags fit the form. */
    public ExportParameters {
        boolean text = as == ExportForm.COO || as == ExportForm.COOLER;
        if (above.isPresent() && !text) {
            throw new UsageException(
                    "E-FLAG-CONFLICT", "--above: found it with an array, expected --as coo or cooler, leave it out");
        }
        if (bins.isPresent() && as != ExportForm.COOLER) {
            throw new UsageException(
                    "E-FLAG-CONFLICT", "--bins: found it without bins to write, expected --as cooler, leave it out");
        }
    }
}
