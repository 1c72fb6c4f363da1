package org.chiasma.inverter.internal;

import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.Certificate;
import org.chiasma.inverter.internal.inversion.PseudoInverse;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.inverter.internal.inversion.Verdict;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/** The pseudoinverses of a stack, of any shape. */
record PseudoInversion(LinearAlgebra algebra) implements StackInversion {
    @Override
    public String method() {
        return "pseudoinverse from singular values, as asked; nothing is proven of it";
    }

    @Override
    public void invert(MatrixStack stack, InverseOutput output, Progress progress) {
        progress.begin("pseudoinverses", stack.count());
        for (long k = 0; k < stack.count(); k++) {
            progress.checkCancelled();
            if (stack.isFinite(k)) {
                invert(stack, k, output);
            } else {
                output.leaveOut(k);
                output.certify(k, Certificate.refusal(Verdict.NOT_FINITE, Start.TRANSPOSE, 0, Double.NaN, -1));
            }
            progress.advance(1);
        }
    }

    private void invert(MatrixStack stack, long k, InverseOutput output) {
        try (OffHeapMatrix matrix = stack.read(k);
                PseudoInverse found = PseudoInverse.of(algebra, matrix)) {
            output.write(k, found.inverse());
            double[] values = found.singularValues();
            double condition = found.rank() == 0 ? Double.NaN : values[0] / values[found.rank() - 1];
            output.certificates().setPseudoinverse(k, condition, found.rank());
        }
    }
}
