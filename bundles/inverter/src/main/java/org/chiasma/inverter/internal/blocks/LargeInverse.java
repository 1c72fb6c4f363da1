package org.chiasma.inverter.internal.blocks;

import java.util.Optional;
import org.chiasma.inverter.internal.inversion.Certificate;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * An inverse of a large matrix, or why there is none.
 *
 * @param inverse X, n x n; empty unless it is proven
 * @param certificate what is proven; its {@code bound} is on |I - As Xs|_2, see {@link ProvenBound}
 * @param residualBefore |I - A X|_F of what the method asked for found, before refinement; infinite if it broke down, NaN
 *     if it was not tried
 * @param residualAfter |I - A X|_F of what is given out; NaN if nothing is
 */
public record LargeInverse(
        Optional<OffHeapMatrix> inverse, Certificate certificate, double residualBefore, double residualAfter)
        implements AutoCloseable {
    /** Frees the inverse. */
    @Override
    public void close() {
        inverse.ifPresent(OffHeapMatrix::close);
    }
}
