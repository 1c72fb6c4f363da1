package org.chiasma.inverter.internal;

import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.blocks.LargeInverse;
import org.chiasma.inverter.internal.inversion.Certificate;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.inverter.internal.inversion.Verdict;
import org.chiasma.inverter.internal.remedy.Remedy;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Inverts the large matrices of a stack, one after the other on all threads.
 *
 * @param way how one is inverted
 * @param remedy what is done to the matrices before
 * @param method a sentence about it
 */
record LargeStackInversion(Way way, Optional<Remedy> remedy, String method) implements StackInversion {
    /** Rows and columns up to which matrices are inverted by the batch. */
    static final int SMALL = 64;

    /** How one matrix is inverted. */
    @FunctionalInterface
    interface Way {
        /** Inverts matrix {@code k} of the stack, which is left as it is. */
        LargeInverse invert(OffHeapMatrix matrix, long k, Progress progress);
    }

    @Override
    public void invert(MatrixStack stack, InverseOutput output, Progress progress) {
        double before = 0;
        for (long k = 0; k < stack.count(); k++) {
            progress.checkCancelled();
            if (stack.isFinite(k)) {
                before = Math.max(before, invert(stack, k, output, progress));
            } else {
                output.leaveOut(k);
                output.certify(k, Certificate.refusal(Verdict.NOT_FINITE, Start.TRANSPOSE, 0, Double.NaN, -1));
            }
        }
        output.fact(stack.count() == 1 ? "residual before refinement" : "largest residual before refinement", before);
    }

    /** Returns the residual before refinement. */
    private double invert(MatrixStack stack, long k, InverseOutput output, Progress progress) {
        try (OffHeapMatrix matrix = stack.read(k)) {
            remedy.ifPresent(change -> change.apply(matrix, stack.where(k)));
            try (LargeInverse found = way.invert(matrix, k, progress)) {
                found.inverse().ifPresentOrElse(inverse -> output.write(k, inverse), () -> output.leaveOut(k));
                output.certify(k, found.certificate());
                return found.residualBefore();
            }
        }
    }
}
