package org.chiasma.inverter.internal.inversion;

import org.chiasma.api.DataException;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.chiasma.linalg.SingularValues;

/**
 * The Moore-Penrose pseudoinverse of an m x n matrix of any shape and rank, from its singular value decomposition.
 *
 * <p>Singular values up to max(m, n) eps times the largest count as zero, eps = 2^-52. The matrix is scaled by a power of
 * two first, so that neither tiny nor huge entries are lost.
 *
 * @param inverse n x m
 * @param rank singular values that count
 * @param singularValues min(m, n), descending
 */
@SuppressWarnings("ArrayRecordComponent") // numbers handed over once, never compared
public record PseudoInverse(OffHeapMatrix inverse, int rank, double[] singularValues) implements AutoCloseable {
    /**
     * Decomposes {@code a}, which is left as it is; about 6 m n min(m, n) operations and four times its memory.
     *
     * @throws DataException {@code E-LINALG-SVD} if {@code a} holds NaN or infinities
     */
    public static PseudoInverse of(LinearAlgebra algebra, OffHeapMatrix a) {
        OffHeapMatrix inverse = OffHeapMatrix.zeros(a.columns(), a.rows());
        try (OffHeapMatrix copy = OffHeapMatrix.zeros(a.rows(), a.columns())) {
            int exponent = -largestExponent(a);
            copyScaled(a, exponent, copy);
            try (SingularValues svd = algebra.svd(copy)) {
                double[] values = svd.s();
                int rank = rank(values, Math.max(a.rows(), a.columns()));
                divide(svd, rank);
                algebra.multiply(1, svd.vTransposed(), true, svd.u(), true, 0, inverse);
                copyScaled(inverse, exponent, inverse);
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.scalb(values[i], -exponent);
                }
                return new PseudoInverse(inverse, rank, values);
            }
        } catch (RuntimeException | Error e) {
            inverse.close();
            throw e;
        }
    }

    /**
     * The same on the heap, for small matrices.
     *
     * @param a m x n, row-major
     * @param inverse receives the n x m pseudoinverse, row-major
     * @return the rank
     */
    public static int of(LinearAlgebra algebra, int m, int n, double[] a, double[] inverse) {
        try (OffHeapMatrix matrix = OffHeapMatrix.zeros(m, n)) {
            for (int i = 0; i < m; i++) {
                matrix.writeRow(i, 0, a, i * n, n);
            }
            try (PseudoInverse result = of(algebra, matrix)) {
                for (int i = 0; i < n; i++) {
                    result.inverse().readRow(i, 0, inverse, i * m, m);
                }
                return result.rank();
            }
        }
    }

    /** Values above {@code extent} eps times the largest, of values in descending order. */
    static int rank(double[] descending, long extent) {
        int rank = 0;
        while (rank < descending.length && descending[rank] > extent * Math.ulp(1.0) * descending[0]) {
            rank++;
        }
        return rank;
    }

    /** Row i of V^T divided by singular value i, or zero where that counts as zero. */
    private static void divide(SingularValues svd, int rank) {
        double[] row = new double[Math.toIntExact(svd.vTransposed().columns())];
        for (int i = 0; i < svd.s().length; i++) {
            svd.vTransposed().readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                row[j] = i < rank ? row[j] / svd.s()[i] : 0;
            }
            svd.vTransposed().writeRow(i, 0, row, 0, row.length);
        }
    }

    private static int largestExponent(OffHeapMatrix a) {
        double largest = 0;
        double[] row = new double[Math.toIntExact(a.columns())];
        for (long i = 0; i < a.rows(); i++) {
            a.readRow(i, 0, row, 0, row.length);
            for (double entry : row) {
                largest = Math.max(largest, Math.abs(entry));
            }
        }
        return largest > 0 && largest < Double.POSITIVE_INFINITY ? Math.getExponent(largest) : 0;
    }

    private static void copyScaled(OffHeapMatrix source, int exponent, OffHeapMatrix target) {
        double[] row = new double[Math.toIntExact(source.columns())];
        for (long i = 0; i < source.rows(); i++) {
            source.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.scalb(row[j], exponent);
            }
            target.writeRow(i, 0, row, 0, row.length);
        }
    }

    /** Frees the inverse. */
    @Override
    public void close() {
        inverse.close();
    }
}
