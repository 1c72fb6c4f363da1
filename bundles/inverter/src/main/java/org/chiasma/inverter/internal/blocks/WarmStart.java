package org.chiasma.inverter.internal.blocks;

import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.linalg.Block;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * An inverse that is given, of a similar matrix for instance.
 *
 * @param inverse n x n; left as it is
 */
record WarmStart(OffHeapMatrix inverse) implements FirstInverse {
    @Override
    public Start start() {
        return Start.WARM;
    }

    @Override
    public Optional<OffHeapMatrix> invert(OffHeapMatrix scaled, Equilibration scaling, Progress progress) {
        OffHeapMatrix x = OffHeapMatrix.zeros(scaled.rows(), scaled.columns());
        Block.of(x).copyFrom(Block.of(inverse));
        scaling.scaleInverse(x);
        return Optional.of(x);
    }
}
