package org.chiasma.symmetric.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code symmetric:pack}.
 *
 * @param file what is read
 * @param order its form
 * @param size rows of the matrix
 * @param diagonal what stands on the diagonal
 */
public record PackParameters(
        @Parameter(
                position = 0,
                value = "FILE",
                description =
                        "The file of another program; FILE.json beside it, as symmetric:export writes it, gives labels.")
        Optional<Path> file,

        @Parameter(
                description =
                        "The order of a .npy file: rows the strict upper triangle as scipy's squareform, columns the upper triangle as LAPACK packs it, dense all entries; or coo, text lines of i, j (from 0) and value.")
        PackForm order,

        @Parameter(value = "D", description = "With coo: rows of the matrix.")
        Optional<Integer> size,

        @Parameter(value = "X", description = "With rows: what stands on the diagonal, which that order leaves out.")
        double diagonal) {
    /** Scipy's order with zeros on the diagonal; the file has to be given. */
    public static final PackParameters DEFAULTS =
            new PackParameters(Optional.empty(), PackForm.ROWS, Optional.empty(), 0);

    /** Checks that the flags fit the form. */
    public PackParameters {
        if (order == PackForm.COO && size.isEmpty()) {
            throw new UsageException(
                    "E-FLAG-MISSING", "--order coo: found no --size, expected the rows of the matrix, add --size D");
        }
        if (order != PackForm.COO && size.isPresent()) {
            throw new UsageException(
                    "E-FLAG-CONFLICT", "--size: found it with an array, which has its own, leave it out");
        }
        if (order != PackForm.ROWS && diagonal != 0) {
            throw new UsageException(
                    "E-FLAG-CONFLICT", "--diagonal: found it with an order that holds the diagonal, leave it out");
        }
        if (size.isPresent() && size.get() < 0) {
            throw new IllegalArgumentException("--size: found " + size.get() + ", expected at least 0");
        }
    }
}
