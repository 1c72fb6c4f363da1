package org.chiasma.inverter.internal.sampling;

/** The magnitude of a determinant, compared on a logarithmic scale so that it neither over- nor underflows. */
final class Determinant {
    private Determinant() {}

    /**
     * The natural logarithm of |det A|, minus infinity when a pivot is zero; about 2/3 n^3 operations.
     *
     * @param a holds the n x n matrix, row-major, from {@code offset} on
     * @param scratch n^2 entries, overwritten
     */
    static double logMagnitude(int n, double[] a, int offset, double[] scratch) {
        if (n == 3) {
            return StrictMath.log(Math.abs(ofThree(a, offset)));
        }
        System.arraycopy(a, offset, scratch, 0, n * n);
        double sum = 0;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(scratch[i * n + k]) > Math.abs(scratch[pivot * n + k])) {
                    pivot = i;
                }
            }
            double head = scratch[pivot * n + k];
            sum += StrictMath.log(Math.abs(head));
            if (head == 0) {
                return sum;
            }
            swap(n, scratch, k, pivot);
            for (int i = k + 1; i < n; i++) {
                eliminate(n, scratch, k, i);
            }
        }
        return sum;
    }

    private static double ofThree(double[] a, int at) {
        return a[at] * (a[at + 4] * a[at + 8] - a[at + 5] * a[at + 7])
                - a[at + 1] * (a[at + 3] * a[at + 8] - a[at + 5] * a[at + 6])
                + a[at + 2] * (a[at + 3] * a[at + 7] - a[at + 4] * a[at + 6]);
    }

    private static void swap(int n, double[] a, int k, int row) {
        for (int j = k; j < n; j++) {
            double entry = a[k * n + j];
            a[k * n + j] = a[row * n + j];
            a[row * n + j] = entry;
        }
    }

    private static void eliminate(int n, double[] a, int k, int i) {
        double factor = a[i * n + k] / a[k * n + k];
        for (int j = k + 1; j < n; j++) {
            a[i * n + j] -= factor * a[k * n + j];
        }
    }
}
