package org.chiasma.linalg;

/** The 1-norm of a symmetric matrix of which the lower triangle is stored: the largest column sum of |entries|. */
final class SymmetricNorm {
    private SymmetricNorm() {}

    /** One pass over the n (n + 1) / 2 stored entries, row by row; NaN if one of them is. */
    static double ofLowerTriangle(OffHeapMatrix s) {
        int n = Math.toIntExact(s.rows());
        double[] sums = new double[n];
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            s.readRow(i, 0, row, 0, i + 1);
            double left = addAbsolute(row, i, sums);
            sums[i] += left + Math.abs(row[i]);
        }
        double norm = 0;
        for (double sum : sums) {
            norm = Math.max(norm, sum);
        }
        return norm;
    }

    /** Adds |row[j]| to sums[j], as entry (i, j) is also entry (j, i), and returns their total. */
    private static double addAbsolute(double[] row, int count, double[] sums) {
        for (int j = 0; j < count; j++) {
            sums[j] += Math.abs(row[j]);
        }
        // Four partial sums: one would wait for itself at every addition.
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j + 3 < count; j += 4) {
            a += Math.abs(row[j]);
            b += Math.abs(row[j + 1]);
            c += Math.abs(row[j + 2]);
            d += Math.abs(row[j + 3]);
        }
        for (; j < count; j++) {
            a += Math.abs(row[j]);
        }
        return (a + b) + (c + d);
    }
}
