package org.chiasma.inverter.internal.blocks;

import java.util.Arrays;
import org.chiasma.inverter.internal.inversion.PivotInverse;

/**
 * Pivot blocks inverted to working precision, whatever inverts them first: Newton-Schulz steps X <- X + X (I - P X) until
 * the residual stops falling; where the first inverse is not good enough for that to converge, from the scaled transpose
 * P^T / (|P|_1 |P|_inf), which always is (Ben-Israel and Cohen 1966). 4 n^3 operations per step.
 *
 * @param first inverts to any precision
 */
record RefinedPivots(PivotInverse first) implements PivotInverse {
    /** Residual norm from which on a first inverse is not iterated. */
    private static final double BASIN = 0.99;

    /** Residual norm below which the result is taken for an inverse. */
    private static final double INVERSE = 1e-3;

    private static final int MOST_STEPS = 140;

    @Override
    public boolean invert(int n, double[] block, double[] inverse) {
        double[] residual = new double[n * n];
        if (!first.invert(n, block, inverse) || !(residual(n, block, inverse, residual) < BASIN)) {
            transpose(n, block, inverse);
        }
        return refine(n, block, inverse, residual) < INVERSE;
    }

    private static double refine(int n, double[] block, double[] inverse, double[] residual) {
        double norm = residual(n, block, inverse, residual);
        double[] kept = inverse.clone();
        for (int step = 0; step < MOST_STEPS && norm > 0 && norm < Double.POSITIVE_INFINITY; step++) {
            addProduct(n, 1, kept, residual, inverse);
            double fallen = residual(n, block, inverse, residual);
            if (!(fallen < norm)) {
                System.arraycopy(kept, 0, inverse, 0, kept.length);
                return norm;
            }
            System.arraycopy(inverse, 0, kept, 0, kept.length);
            boolean stalls = norm < 0.5 && fallen > 0.5 * norm;
            norm = fallen;
            if (stalls) {
                return norm;
            }
        }
        return norm;
    }

    /** residual = I - P X; its Frobenius norm. */
    private static double residual(int n, double[] block, double[] inverse, double[] residual) {
        Arrays.fill(residual, 0);
        for (int i = 0; i < n; i++) {
            residual[i * n + i] = 1;
        }
        addProduct(n, -1, block, inverse, residual);
        double squares = 0;
        for (double entry : residual) {
            squares += entry * entry;
        }
        return Math.sqrt(squares);
    }

    /** C := C + sign A B. */
    private static void addProduct(int n, double sign, double[] a, double[] b, double[] c) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double factor = sign * a[i * n + k];
                int from = k * n;
                int to = i * n;
                for (int j = 0; j < n; j++) {
                    c[to + j] += factor * b[from + j];
                }
            }
        }
    }

    private static void transpose(int n, double[] block, double[] inverse) {
        double largestRow = 0;
        double largestColumn = 0;
        for (int i = 0; i < n; i++) {
            double row = 0;
            double column = 0;
            for (int j = 0; j < n; j++) {
                row += Math.abs(block[i * n + j]);
                column += Math.abs(block[j * n + i]);
            }
            largestRow = Math.max(largestRow, row);
            largestColumn = Math.max(largestColumn, column);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse[i * n + j] = block[j * n + i] / largestRow / largestColumn;
            }
        }
    }
}
