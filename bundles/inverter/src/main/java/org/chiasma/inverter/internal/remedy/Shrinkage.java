package org.chiasma.inverter.internal.remedy;

import org.chiasma.api.DataException;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * (1 - alpha) A + alpha m I with m the mean of the diagonal: towards a multiple of the identity of the same trace, as
 * for covariance matrices of few samples (Ledoit and Wolf 2004, with alpha given).
 *
 * @param alpha share of the target, above 0 and at most 1
 */
public record Shrinkage(double alpha) implements Remedy {
    /** Checks the range. */
    public Shrinkage {
        if (!(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("--shrink " + alpha + ": expected a number above 0 and at most 1");
        }
    }

    @Override
    public String text() {
        return "shrinkage, " + alpha + " of the way to the mean diagonal";
    }

    @Override
    public void apply(OffHeapMatrix matrix, String where) {
        int n = Math.toIntExact(matrix.rows());
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += matrix.get(i, i) / n;
        }
        if (!(mean > 0)) {
            throw new DataException(
                    "E-INVERT-REMEDY",
                    "%s: found a mean diagonal of %s, expected a positive one to shrink to, use --ridge"
                            .formatted(where, mean));
        }
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            matrix.readRow(i, 0, row, 0, n);
            for (int j = 0; j < n; j++) {
                row[j] *= 1 - alpha;
            }
            row[i] += alpha * mean;
            matrix.writeRow(i, 0, row, 0, n);
        }
    }
}
