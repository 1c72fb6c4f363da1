package org.chiasma.linalg;

/** The 1-norm of a symmetric matrix of which the lower triangle is stored: the largest column sum of |entries|. */
final class SymmetricNorm {
    private SymmetricNorm() {}

    /** One pass over the n (n + 1) / 2 stored entries, row by row. */
    static double ofLowerTriangle(OffHeapMatrix s) {
        int n = Math.toIntExact(s.rows());
        double[] sums = new double[n];
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            s.readRow(i, 0, row, 0, i + 1);
            sums[i] += Math.abs(row[i]) + addOffDiagonal(row, i, sums);
        }
        double norm = 0;
        for (double sum : sums) {
            norm = Math.max(norm, sum);
        }
        return norm;
    }

    /** Adds |row[j]| to the sum of column j and returns their total: entry (i, j) is also entry (j, i). */
    private static double addOffDiagonal(double[] row, int count, double[] sums) {
        double even = 0;
        double odd = 0;
        int j = 0;
        for (; j + 1 < count; j += 2) {
            double first = Math.abs(row[j]);
            double second = Math.abs(row[j + 1]);
            sums[j] += first;
            sums[j + 1] += second;
            even += first;
            odd += second;
        }
        if (j < count) {
            sums[j] += Math.abs(row[j]);
            even += Math.abs(row[j]);
        }
        return even + odd;
    }
}
