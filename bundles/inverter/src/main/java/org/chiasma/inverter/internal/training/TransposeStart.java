package org.chiasma.inverter.internal.training;

import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.inverter.internal.inversion.StartingGuess;

/**
 * The start that needs no learning: A^T / (|A|_1 |A|_inf), from which Newton-Schulz iteration converges for every A that is
 * not singular (Ben-Israel and Cohen, On iterative computation of generalized inverses, 1966).
 */
public final class TransposeStart implements StartingGuess {
    @Override
    public Start start() {
        return Start.TRANSPOSE;
    }

    @Override
    public void guess(int n, int count, double[] matrices, double[] inverses) {
        for (int k = 0; k < count; k++) {
            int offset = k * n * n;
            double scale = 1 / (largestSum(n, matrices, offset, n, 1) * largestSum(n, matrices, offset, 1, n));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    inverses[offset + i * n + j] = scale * matrices[offset + j * n + i];
                }
            }
        }
    }

    /** The largest sum of magnitudes in a line of the matrix. */
    private static double largestSum(int n, double[] matrices, int offset, int lineStride, int entryStride) {
        double largest = 0;
        for (int line = 0; line < n; line++) {
            double sum = 0;
            for (int entry = 0; entry < n; entry++) {
                sum += Math.abs(matrices[offset + line * lineStride + entry * entryStride]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }
}
