package org.chiasma.inverter.internal.inversion;

/**
 * Direct inverses of one n x n matrix, row-major, with partial pivoting. Scratch space for one thread.
 *
 * <p>Both methods take 2 n^3 operations. A pivot of exactly zero ends the work: the matrix is singular, or so near to it
 * that the rounding of the elimination hid the difference.
 */
final class DirectInverse {
    private final int n;
    private final int[] pivots;
    private final double[] factors;

    DirectInverse(int n) {
        this.n = n;
        pivots = new int[n];
        factors = new double[n * n];
    }

    /**
     * Gauss-Jordan elimination in place (Golub and Van Loan, 4th ed., section 3.4, applied to all rows).
     *
     * @return whether there was no zero pivot
     */
    boolean gaussJordan(double[] a, double[] inverse) {
        System.arraycopy(a, 0, inverse, 0, n * n);
        for (int k = 0; k < n; k++) {
            int pivotRow = largestInColumn(inverse, k);
            double pivot = inverse[pivotRow * n + k];
            if (pivot == 0) {
                return false;
            }
            pivots[k] = pivotRow;
            swapRows(inverse, k, pivotRow);
            int row = k * n;
            inverse[row + k] = 1;
            for (int j = 0; j < n; j++) {
                inverse[row + j] /= pivot;
            }
            for (int i = 0; i < n; i++) {
                if (i != k) {
                    double factor = inverse[i * n + k];
                    inverse[i * n + k] = 0;
                    subtractRow(inverse, i * n, factor, inverse, row);
                }
            }
        }
        unscramble(inverse);
        return true;
    }

    /**
     * P A = L U, then X from X L = U^-1 with its columns put back (Higham, Accuracy and Stability of Numerical
     * Algorithms, 2nd ed., section 14.3.1, method B, as LAPACK's getri).
     *
     * @return whether there was no zero pivot
     */
    boolean lu(double[] a, double[] inverse) {
        if (!factor(a)) {
            return false;
        }
        invertUpper(inverse);
        for (int i = 0; i < n; i++) {
            for (int j = n - 1; j >= 0; j--) {
                double x = inverse[i * n + j];
                for (int k = 0; k < j; k++) {
                    inverse[i * n + k] -= x * factors[j * n + k];
                }
            }
        }
        unscramble(inverse);
        return true;
    }

    private boolean factor(double[] a) {
        System.arraycopy(a, 0, factors, 0, n * n);
        for (int k = 0; k < n; k++) {
            int pivotRow = largestInColumn(factors, k);
            double pivot = factors[pivotRow * n + k];
            if (pivot == 0) {
                return false;
            }
            pivots[k] = pivotRow;
            swapRows(factors, k, pivotRow);
            for (int i = k + 1; i < n; i++) {
                double factor = factors[i * n + k] / pivot;
                factors[i * n + k] = factor;
                for (int j = k + 1; j < n; j++) {
                    factors[i * n + j] -= factor * factors[k * n + j];
                }
            }
        }
        return true;
    }

    /** U^-1 by back substitution for all columns at once, from the last row up. */
    private void invertUpper(double[] inverse) {
        for (int i = n - 1; i >= 0; i--) {
            int row = i * n;
            for (int j = 0; j < n; j++) {
                inverse[row + j] = j == i ? 1 : 0;
            }
            for (int k = i + 1; k < n; k++) {
                subtractRow(inverse, row, factors[row + k], inverse, k * n);
            }
            double pivot = factors[row + i];
            for (int j = i; j < n; j++) {
                inverse[row + j] /= pivot;
            }
        }
    }

    private int largestInColumn(double[] matrix, int k) {
        int largest = k;
        for (int i = k + 1; i < n; i++) {
            if (Math.abs(matrix[i * n + k]) > Math.abs(matrix[largest * n + k])) {
                largest = i;
            }
        }
        return largest;
    }

    private void swapRows(double[] matrix, int i, int j) {
        if (i != j) {
            for (int k = 0; k < n; k++) {
                double entry = matrix[i * n + k];
                matrix[i * n + k] = matrix[j * n + k];
                matrix[j * n + k] = entry;
            }
        }
    }

    private void subtractRow(double[] target, int targetRow, double factor, double[] source, int sourceRow) {
        for (int j = 0; j < n; j++) {
            target[targetRow + j] -= factor * source[sourceRow + j];
        }
    }

    /** Row exchanges of A are column exchanges of its inverse, in reverse. */
    private void unscramble(double[] inverse) {
        for (int k = n - 1; k >= 0; k--) {
            int other = pivots[k];
            if (other != k) {
                for (int i = 0; i < n; i++) {
                    double entry = inverse[i * n + k];
                    inverse[i * n + k] = inverse[i * n + other];
                    inverse[i * n + other] = entry;
                }
            }
        }
    }
}
