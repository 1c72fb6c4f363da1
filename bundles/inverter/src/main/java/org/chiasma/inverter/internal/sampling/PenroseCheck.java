package org.chiasma.inverter.internal.sampling;

import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Evaluates the {@link Penrose} conditions of a pair. A is scaled by a power of two to a largest entry near one, and X by
 * its reciprocal, which changes none of the ratios and keeps squares from over- and underflowing. Safe for use by
 * several threads.
 */
public final class PenroseCheck {
    private final LinearAlgebra algebra;
    private final double unit;

    /** @param unit unit roundoff of the entries of X: 2^-53 for float64, 2^-24 for float32 */
    public PenroseCheck(LinearAlgebra algebra, double unit) {
        this.algebra = algebra;
        this.unit = unit;
    }

    /**
     * A small pair; about 4 n m (n + m) operations.
     *
     * @param n rows of A and columns of X
     * @param m columns of A and rows of X
     * @param matrices holds A, row-major, from {@code at} on
     * @param inverses holds X, row-major, from {@code at} on
     */
    public Penrose check(int n, int m, double[] matrices, double[] inverses, int at) {
        int exponent = exponent(matrices, at, n * m);
        double[] a = scaled(matrices, at, n * m, -exponent);
        double[] x = scaled(inverses, at, n * m, exponent);
        double[] left = new double[n * n];
        double[] right = new double[m * m];
        multiply(n, m, n, a, x, left);
        multiply(m, n, m, x, a, right);
        double[] again = new double[n * m];
        multiply(n, n, m, left, a, again);
        double matrix = distance(again, a);
        multiply(m, m, n, right, x, again);
        double inverse = distance(again, x);
        double normA = Math.sqrt(sumOfSquares(a));
        double normX = Math.sqrt(sumOfSquares(x));
        return new Penrose(
                Penrose.ratio(matrix, normA),
                Penrose.ratio(inverse, normX),
                asymmetry(n, left),
                asymmetry(m, right),
                Penrose.allowance(Math.max(n, m), unit, normA, normX));
    }

    private static int exponent(double[] entries, int at, int length) {
        double largest = 0;
        for (int i = at; i < at + length; i++) {
            largest = Math.max(largest, Math.abs(entries[i]));
        }
        return exponent(largest);
    }

    private static int exponent(double largest) {
        return largest > 0 && largest < Double.POSITIVE_INFINITY ? Math.getExponent(largest) : 0;
    }

    private static double[] scaled(double[] entries, int at, int length, int exponent) {
        double[] scaled = new double[length];
        for (int i = 0; i < length; i++) {
            scaled[i] = Math.scalb(entries[at + i], exponent);
        }
        return scaled;
    }

    /** C := A B for A n x k, B k x m. */
    private static void multiply(int n, int k, int m, double[] a, double[] b, double[] c) {
        java.util.Arrays.fill(c, 0);
        for (int i = 0; i < n; i++) {
            for (int l = 0; l < k; l++) {
                double factor = a[i * k + l];
                for (int j = 0; j < m; j++) {
                    c[i * m + j] += factor * b[l * m + j];
                }
            }
        }
    }

    private static double distance(double[] product, double[] original) {
        double sum = 0;
        for (int i = 0; i < product.length; i++) {
            double difference = product[i] - original[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    private static double asymmetry(int n, double[] square) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double d = square[i * n + j] - square[j * n + i];
                difference += d * d;
                norm += square[i * n + j] * square[i * n + j];
            }
        }
        return Penrose.ratio(Math.sqrt(difference), Math.sqrt(norm));
    }

    /**
     * A large pair, A n x m and X m x n, by BLAS; memory for the two products and the larger of A and X.
     *
     * @param a is left scaled
     * @param x is left scaled
     */
    public Penrose check(OffHeapMatrix a, OffHeapMatrix x) {
        int exponent = exponent(a);
        scale(a, -exponent);
        scale(x, exponent);
        double normA = norm(a);
        double normX = norm(x);
        try (OffHeapMatrix left = OffHeapMatrix.zeros(a.rows(), a.rows());
                OffHeapMatrix right = OffHeapMatrix.zeros(a.columns(), a.columns())) {
            algebra.multiply(1, a, false, x, false, 0, left);
            algebra.multiply(1, x, false, a, false, 0, right);
            return new Penrose(
                    Penrose.ratio(distance(left, a), normA),
                    Penrose.ratio(distance(right, x), normX),
                    asymmetry(left),
                    asymmetry(right),
                    Penrose.allowance(Math.max(a.rows(), a.columns()), unit, normA, normX));
        }
    }

    private static int exponent(OffHeapMatrix matrix) {
        double largest = 0;
        double[] row = new double[(int) matrix.columns()];
        for (long i = 0; i < matrix.rows(); i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            for (double entry : row) {
                largest = Math.max(largest, Math.abs(entry));
            }
        }
        return exponent(largest);
    }

    private static void scale(OffHeapMatrix matrix, int exponent) {
        double[] row = new double[(int) matrix.columns()];
        for (long i = 0; i < matrix.rows() && exponent != 0; i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.scalb(row[j], exponent);
            }
            matrix.writeRow(i, 0, row, 0, row.length);
        }
    }

    /** |P M - M|. */
    private double distance(OffHeapMatrix projection, OffHeapMatrix matrix) {
        try (OffHeapMatrix product = OffHeapMatrix.zeros(matrix.rows(), matrix.columns())) {
            double[] row = new double[(int) matrix.columns()];
            for (long i = 0; i < matrix.rows(); i++) {
                matrix.readRow(i, 0, row, 0, row.length);
                product.writeRow(i, 0, row, 0, row.length);
            }
            algebra.multiply(1, projection, false, matrix, false, -1, product);
            return norm(product);
        }
    }

    private static double norm(OffHeapMatrix matrix) {
        double sum = 0;
        double[] row = new double[(int) matrix.columns()];
        for (long i = 0; i < matrix.rows(); i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            sum += sumOfSquares(row);
        }
        return Math.sqrt(sum);
    }

    private static double sumOfSquares(double[] row) {
        double sum = 0;
        for (double entry : row) {
            sum += entry * entry;
        }
        return sum;
    }

    private static double asymmetry(OffHeapMatrix square) {
        double difference = 0;
        double[] row = new double[(int) square.columns()];
        for (long i = 0; i < square.rows(); i++) {
            square.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < i; j++) {
                double d = row[j] - square.get(j, i);
                difference += 2 * d * d;
            }
        }
        return Penrose.ratio(Math.sqrt(difference), norm(square));
    }
}
