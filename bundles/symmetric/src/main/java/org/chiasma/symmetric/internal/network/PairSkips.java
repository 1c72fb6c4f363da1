package org.chiasma.symmetric.internal.network;

import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.chiasma.symmetric.internal.model.ColumnFeatures;
import org.chiasma.symmetric.internal.model.ColumnValues;
import org.chiasma.symmetric.internal.model.FeatureSpec;

/** The sample correlations of two columns, of X and of Y; or nothing. */
final class PairSkips {
    private final float[] profiles;
    private final int rowsOfX;
    private final int rowsOfY;

    private PairSkips(float[] profiles, int rowsOfX, int rowsOfY) {
        this.profiles = profiles;
        this.rowsOfX = rowsOfX;
        this.rowsOfY = rowsOfY;
    }

    /** No known numbers of a pair. */
    static PairSkips none() {
        return new PairSkips(new float[0], 0, 0);
    }

    /** Sample correlations. */
    static PairSkips of(ColumnValues columns, LinearAlgebra algebra) {
        ColumnFeatures features = ColumnFeatures.fit(
                new FeatureSpec(java.util.List.of(), 0, 1, 0, true, false), java.util.List.of(columns));
        int n = columns.rows();
        float[] profiles = new float[Math.multiplyExact(columns.columns(), n)];
        double[] row = new double[n];
        try (OffHeapMatrix phi = features.matrix64(columns, algebra)) {
            for (int j = 0; j < columns.columns(); j++) {
                phi.readRow(j, 1 + n, row, 0, n);
                for (int k = 0; k < n; k++) {
                    profiles[j * n + k] = (float) row[k];
                }
            }
        }
        return new PairSkips(profiles, columns.rowsOfX(), columns.rowsOfY());
    }

    /** Writes them, if there are any. */
    void fill(int i, int j, float[] target, int offset) {
        if (profiles.length > 0) {
            int n = rowsOfX + rowsOfY;
            target[offset] = product(i * n, j * n, rowsOfX);
            target[offset + 1] = product(i * n + rowsOfX, j * n + rowsOfX, rowsOfY);
        }
    }

    private float product(int a, int b, int count) {
        float sum = 0;
        for (int k = 0; k < count; k++) {
            sum += profiles[a + k] * profiles[b + k];
        }
        return sum;
    }
}
