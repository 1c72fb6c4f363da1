package org.chiasma.inverter.internal;

import java.util.Optional;
import org.chiasma.inverter.internal.inversion.Method;
import org.chiasma.inverter.internal.remedy.Remedy;
import org.chiasma.linalg.LinearAlgebra;

/** The choice that {@code --method auto} makes. */
final class DirectInversion {
    private DirectInversion() {}

    /** The direct method that is fastest for the size. */
    static StackInversion of(LinearAlgebra algebra, MatrixStack stack, Optional<Remedy> remedy) {
        int n = Math.toIntExact(stack.rows());
        return new SmallInversion(algebra, Method.AUTO, Optional.empty(), remedy, Method.AUTO.reason(n, stack.count()));
    }
}
