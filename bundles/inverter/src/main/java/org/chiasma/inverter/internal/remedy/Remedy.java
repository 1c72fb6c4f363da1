package org.chiasma.inverter.internal.remedy;

import java.util.function.LongFunction;
import org.chiasma.linalg.OffHeapMatrix;

/** Changes square matrices so that they have an inverse. For one run on one thread: it may count what it did. */
public interface Remedy {
    /** What is done, and was done so far, in words: "0.1 added to the diagonal". */
    String text();

    /**
     * Changes one matrix in place.
     *
     * @param matrix n x n, finite
     * @param where names it in messages
     * @throws org.chiasma.api.DataException {@code E-INVERT-REMEDY} if the remedy makes no sense for it
     */
    void apply(OffHeapMatrix matrix, String where);

    /**
     * Changes a batch in place. Matrices with NaN or infinities stay as they are.
     *
     * @param n rows and columns of each
     * @param count number of matrices
     * @param matrices count x n x n, row-major
     * @param where names the matrix of an index in messages
     */
    default void applyAll(int n, int count, double[] matrices, LongFunction<String> where) {
        try (OffHeapMatrix matrix = OffHeapMatrix.zeros(n, n)) {
            for (int k = 0; k < count; k++) {
                if (isFinite(matrices, k * n * n, n * n)) {
                    for (int i = 0; i < n; i++) {
                        matrix.writeRow(i, 0, matrices, (k * n + i) * n, n);
                    }
                    apply(matrix, where.apply(k));
                    for (int i = 0; i < n; i++) {
                        matrix.readRow(i, 0, matrices, (k * n + i) * n, n);
                    }
                }
            }
        }
    }

    private static boolean isFinite(double[] values, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (!Double.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }
}
