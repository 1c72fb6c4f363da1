package org.chiasma.inverter.internal.blocks;

import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.linalg.OffHeapMatrix;

/** A way to the inverse of a large matrix that Newton-Schulz steps and the certificate begin with. */
interface FirstInverse {
    /** What to name it in the certificate. */
    Start start();

    /**
     * Inverts as well as it can; the result may be arbitrarily bad.
     *
     * @param scaled n x n, finite, equilibrated; left as it is
     * @param scaling how it was equilibrated
     * @return the inverse in new memory, the caller's to close; empty if the method broke down
     */
    Optional<OffHeapMatrix> invert(OffHeapMatrix scaled, Equilibration scaling, Progress progress);
}
