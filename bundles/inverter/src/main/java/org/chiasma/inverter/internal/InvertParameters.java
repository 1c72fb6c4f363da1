package org.chiasma.inverter.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code inverter:invert}.
 *
 * @param matrix one matrix or a stack
 * @param method how the first inverse is found
 * @param model trained networks
 * @param start inverses of similar matrices
 * @param remedies ways out for singular matrices
 * @param keepGoing whether matrices without an inverse are left out
 */
public record InvertParameters(
        @Parameter(position = 0, description = "The matrix to invert, or a stack of any number.")
        MatrixReference matrix,

        @Parameter(
                description =
                        "How the first inverse is found: auto takes the fastest direct method and says which; network a trained model's guess; newton iteration from the transpose or from --start; lapack LU factors; schur, for comparison, blocks without pivoting. Refinement and certificate are the same for all.")
        InvertMethod method,

        @Parameter(value = "DIR", description = "The trained model of --method network, made by inverter:train.")
        Optional<Path> model,

        @Parameter(
                description =
                        "Inverses of similar matrices to start from: one for each matrix, or one for all; iteration then begins with them.")
        Optional<MatrixReference> start,

        RemedyParameters remedies,

        @Parameter(
                description =
                        "Go on when a matrix has no inverse: its entries become NaN, and the certificate names it.")
        boolean keepGoing) {
    /** Every default; the matrix has to be given. */
    public static final InvertParameters DEFAULTS = new InvertParameters(
            MatrixReference.REQUIRED,
            InvertMethod.AUTO,
            Optional.empty(),
            Optional.empty(),
            RemedyParameters.DEFAULTS,
            false);

    /** Checks that the choices fit each other. */
    public InvertParameters {
        if (method == InvertMethod.NETWORK && model.isEmpty()) {
            throw new UsageException(
                    "E-FLAG-MISSING",
                    "--method network: found no --model, expected the directory of a trained model, add --model DIR");
        }
        if (model.isPresent() && method != InvertMethod.NETWORK) {
            throw conflict("--model", method.flag(), "use --method network or leave it out");
        }
        if (start.isPresent() && method != InvertMethod.AUTO && method != InvertMethod.NEWTON) {
            throw conflict("--start", method.flag(), "use --method newton or leave it out");
        }
        if (remedies.pinv() && (method != InvertMethod.AUTO || start.isPresent())) {
            throw conflict(
                    "--pinv",
                    start.isPresent() ? "--start" : method.flag(),
                    "leave that out: a pseudoinverse comes from singular values");
        }
    }

    private static UsageException conflict(String flag, String other, String remedy) {
        return new UsageException(
                "E-FLAG-CONFLICT", flag + ": found it with " + other + ", expected one of them, " + remedy);
    }
}
