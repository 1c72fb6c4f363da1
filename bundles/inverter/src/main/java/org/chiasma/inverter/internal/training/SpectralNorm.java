package org.chiasma.inverter.internal.training;

/** Whether the largest singular value of a small matrix is below 1. */
final class SpectralNorm {
    /** Sweeps after which columns of matrices of any size that fits here have long been orthogonal. */
    private static final int SWEEPS = 60;

    private SpectralNorm() {}

    /**
     * Decides by |R|_2 &lt;= |R|_F and |R|_2 &gt;= the length of any column where that is enough, else by one-sided Jacobi
     * rotations (Hestenes, 1958), which leave the singular values as lengths of the columns. O(n^3) a sweep.
     *
     * @param n rows and columns
     * @param matrix n x n, row-major; overwritten
     * @return false also for what is not finite
     */
    static boolean isBelowOne(int n, double[] matrix) {
        double total = 0;
        for (double value : matrix) {
            total += value * value;
        }
        if (total < 1) {
            return true;
        }
        if (!(longestColumn(n, matrix) < 1)) {
            return false;
        }
        orthogonalize(n, matrix);
        return longestColumn(n, matrix) < 1;
    }

    private static double longestColumn(int n, double[] matrix) {
        double longest = 0;
        for (int j = 0; j < n; j++) {
            longest = Math.max(longest, product(n, matrix, j, j));
        }
        return Math.sqrt(longest);
    }

    private static void orthogonalize(int n, double[] matrix) {
        boolean rotated = true;
        for (int sweep = 0; rotated && sweep < SWEEPS; sweep++) {
            rotated = false;
            for (int p = 0; p < n - 1; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotated |= rotate(n, matrix, p, q);
                }
            }
        }
    }

    private static boolean rotate(int n, double[] matrix, int p, int q) {
        double pp = product(n, matrix, p, p);
        double qq = product(n, matrix, q, q);
        double pq = product(n, matrix, p, q);
        if (Math.abs(pq) <= 1e-15 * Math.sqrt(pp * qq)) {
            return false;
        }
        double zeta = (qq - pp) / (2 * pq);
        double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
        double cosine = 1 / Math.hypot(1, tangent);
        double sine = cosine * tangent;
        for (int i = 0; i < n; i++) {
            double a = matrix[i * n + p];
            double b = matrix[i * n + q];
            matrix[i * n + p] = cosine * a - sine * b;
            matrix[i * n + q] = sine * a + cosine * b;
        }
        return true;
    }

    private static double product(int n, double[] matrix, int p, int q) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += matrix[i * n + p] * matrix[i * n + q];
        }
        return sum;
    }
}
