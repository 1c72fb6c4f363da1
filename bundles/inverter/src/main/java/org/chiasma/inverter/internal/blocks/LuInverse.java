package org.chiasma.inverter.internal.blocks;

import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.linalg.Block;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.Lu;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * LAPACK's inverse: {@code getrf} and {@code getri}, 2 n^3 operations.
 *
 * @param algebra does the work
 */
record LuInverse(LinearAlgebra algebra) implements FirstInverse {
    @Override
    public Start start() {
        return Start.LU;
    }

    @Override
    public Optional<OffHeapMatrix> invert(OffHeapMatrix scaled, Equilibration scaling, Progress progress) {
        progress.begin("LU factors", 2);
        try (Lu factors = factor(scaled)) {
            progress.advance(1);
            progress.checkCancelled();
            if (factors.isSingular()) {
                return Optional.empty();
            }
            OffHeapMatrix inverse = factors.inverse();
            progress.advance(1);
            return Optional.of(inverse);
        }
    }

    private Lu factor(OffHeapMatrix scaled) {
        OffHeapMatrix copy = OffHeapMatrix.zeros(scaled.rows(), scaled.columns());
        try {
            Block.of(copy).copyFrom(Block.of(scaled));
            return algebra.lu(copy);
        } catch (RuntimeException e) {
            copy.close();
            throw e;
        }
    }
}
