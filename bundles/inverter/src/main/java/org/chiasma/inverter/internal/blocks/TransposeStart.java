package org.chiasma.inverter.internal.blocks;

import java.util.Arrays;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * The scaled transpose A^T / (|A|_1 |A|_inf), from which Newton-Schulz iteration converges for every matrix that is not
 * singular, in about 2 log2(condition) steps.
 */
record TransposeStart() implements FirstInverse {
    @Override
    public Start start() {
        return Start.TRANSPOSE;
    }

    @Override
    public Optional<OffHeapMatrix> invert(OffHeapMatrix scaled, Equilibration scaling, Progress progress) {
        int n = Math.toIntExact(scaled.rows());
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double norms = Magnitudes.largest(Magnitudes.times(scaled, ones))
                * Magnitudes.largest(Magnitudes.transposedTimes(scaled, ones));
        if (norms == 0) {
            return Optional.empty();
        }
        OffHeapMatrix x = OffHeapMatrix.zeros(n, n);
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            scaled.readRow(i, 0, row, 0, n);
            for (int j = 0; j < n; j++) {
                x.set(j, i, row[j] / norms);
            }
        }
        return Optional.of(x);
    }
}
