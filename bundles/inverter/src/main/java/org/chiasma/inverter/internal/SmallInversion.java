package org.chiasma.inverter.internal;

import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Inverses;
import org.chiasma.inverter.internal.inversion.Method;
import org.chiasma.inverter.internal.inversion.StartingGuess;
import org.chiasma.inverter.internal.remedy.Remedy;
import org.chiasma.linalg.LinearAlgebra;

/**
 * Inverts a stack by the batch, a few thousand matrices at once.
 *
 * @param algebra for ranks
 * @param way how the first inverse is found
 * @param guess what iteration starts from, if anything
 * @param remedy what is done to the matrices before
 * @param method a sentence about it
 */
record SmallInversion(
        LinearAlgebra algebra, Method way, Optional<Guesses> guess, Optional<Remedy> remedy, String method)
        implements StackInversion {
    /** What iteration starts from, for a part of the stack. */
    @FunctionalInterface
    interface Guesses {
        /** For matrices {@code first} to {@code first + count - 1}. */
        StartingGuess of(long first, int count);
    }

    @Override
    public void invert(MatrixStack stack, InverseOutput output, Progress progress) {
        int n = Math.toIntExact(stack.rows());
        int chunk = stack.chunk();
        progress.begin("inverting", stack.count());
        for (long first = 0; first < stack.count(); first += chunk) {
            int count = (int) Math.min(chunk, stack.count() - first);
            long from = first;
            double[] matrices = new double[Math.multiplyExact(count, Math.multiplyExact(n, n))];
            stack.read(first, count, matrices);
            remedy.ifPresent(change -> change.applyAll(n, count, matrices, k -> stack.where(from + k)));
            Inverses inverses = new BatchInversion(
                            algebra,
                            way,
                            guess.map(guesses -> guesses.of(from, count)).orElse(null),
                            algebra.threads())
                    .invert(n, count, matrices, progress);
            for (int k = 0; k < count; k++) {
                output.certify(first + k, inverses.certificate(k));
            }
            output.write(first, count, inverses.entries());
        }
    }
}
