package org.chiasma.inverter.internal;

import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.inverter.internal.blocks.LargeInversion;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Method;
import org.chiasma.inverter.internal.inversion.PivotInverse;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.inverter.internal.network.InversionNetwork;
import org.chiasma.inverter.internal.remedy.Remedy;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Which way a stack is inverted, by method and size: up to {@value LargeStackInversion#SMALL} rows by the batch, beyond by
 * blocks and BLAS.
 *
 * @param algebra for both
 * @param stack what is inverted
 * @param remedy what is done to the matrices before
 */
record InversionChoice(LinearAlgebra algebra, MatrixStack stack, Optional<Remedy> remedy) {
    /** Rows and columns of the leading blocks of {@code --method schur}, as in DeepMatrixInversion. */
    private static final int SCHUR_BLOCK = 3;

    /** The direct method that is fastest for the size. */
    StackInversion auto() {
        return isSmall()
                ? small(Method.AUTO)
                : large(
                        (matrix, k, progress) -> new LargeInversion(algebra).lu(matrix, progress),
                        "LU factors for " + work() + ", because on a CPU nothing is faster or more accurate");
    }

    /** LU factors. */
    StackInversion lapack() {
        return isSmall()
                ? small(Method.LAPACK)
                : large(
                        (matrix, k, progress) -> new LargeInversion(algebra).lu(matrix, progress),
                        "LU factors with partial pivoting for " + work() + ", as asked");
    }

    /** Iteration from the transpose. */
    StackInversion newton() {
        return isSmall()
                ? small(Method.NEWTON)
                : large(
                        (matrix, k, progress) -> new LargeInversion(algebra).newton(matrix, progress),
                        "Newton-Schulz steps for " + work() + ", as asked; LU factors would be faster");
    }

    /**
     * Iteration from the inverses of similar matrices.
     *
     * @throws DataException {@code E-INVERT-START} if they are not one or as many, of the same shape
     */
    StackInversion warm(MatrixStack starts) {
        boolean fits = starts.rows() == stack.rows() && starts.columns() == stack.columns();
        if (!fits || (starts.count() != 1 && starts.count() != stack.count())) {
            throw new DataException(
                    "E-INVERT-START",
                    "%s: found %s, expected one or as many of the shape of %s (%s), take the inverses of similar matrices"
                            .formatted(starts.reference(), starts.extent(), stack.reference(), stack.extent()));
        }
        boolean shared = starts.count() == 1;
        String method = "Newton-Schulz steps from --start for " + work() + ", where that is near enough";
        if (!isSmall()) {
            return large(
                    (matrix, k, progress) -> {
                        try (OffHeapMatrix start = starts.read(shared ? 0 : k)) {
                            return new LargeInversion(algebra).warm(matrix, start, progress);
                        }
                    },
                    method);
        }
        int size = Math.toIntExact(starts.rows() * starts.columns());
        SmallInversion.Guesses guesses = (first, count) -> {
            double[] inverses = new double[shared ? size : count * size];
            starts.read(shared ? 0 : first, shared ? 1 : count, inverses);
            return new WarmStart(inverses);
        };
        return new SmallInversion(algebra, Method.NEWTON, Optional.of(guesses), remedy, method);
    }

    /** A network's guess, of the whole matrix or of pivot blocks as large as the network takes. */
    StackInversion network(InversionNetwork network) {
        int size = network.spec().n();
        if (stack.rows() <= size) {
            return new SmallInversion(
                    algebra,
                    Method.NETWORK,
                    Optional.of((first, count) -> network),
                    remedy,
                    Method.NETWORK.reason(Math.toIntExact(stack.rows()), stack.count()));
        }
        PivotInverse pivots = new BatchInversion(algebra, Method.NETWORK, network, 1).pivots();
        return large(
                (matrix, k, progress) ->
                        new LargeInversion(algebra).gaussJordan(matrix, size, pivots, Start.NETWORK, progress),
                "block elimination for %s, whose pivot blocks of %d x %d a network inverts, as asked; LU factors would be faster"
                        .formatted(work(), size, size));
    }

    /** Schur complements without pivoting. */
    StackInversion schur() {
        PivotInverse pivots = new BatchInversion(algebra, Method.AUTO).pivots();
        int size = (int) Math.min(SCHUR_BLOCK, stack.rows());
        return large(
                (matrix, k, progress) -> new LargeInversion(algebra).schur(matrix, size, pivots, progress),
                "Schur complements without pivoting for " + work()
                        + ", as asked, to compare; LU factors where that fails");
    }

    private boolean isSmall() {
        return stack.rows() <= LargeStackInversion.SMALL;
    }

    private StackInversion small(Method way) {
        String method = way.reason(Math.toIntExact(stack.rows()), stack.count());
        return new SmallInversion(algebra, way, Optional.empty(), remedy, method);
    }

    private StackInversion large(LargeStackInversion.Way way, String method) {
        return new LargeStackInversion(way, remedy, method);
    }

    private String work() {
        return stack.count() == 1 ? "a matrix of " + stack.extent() : stack.extent();
    }
}
