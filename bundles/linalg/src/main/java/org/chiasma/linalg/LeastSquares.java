package org.chiasma.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgelsd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.chiasma.api.DataException;

/**
 * The solution X of min |A X - B|, column by column, that is smallest among all solutions; A is m x n.
 *
 * @param solution X, n x k
 * @param rank number of singular values of A that were not taken for zero
 * @param singularValues of A, min(m, n), descending
 */
@SuppressWarnings("ArrayRecordComponent") // numbers handed over once, never compared
public record LeastSquares(OffHeapMatrix solution, long rank, double[] singularValues) implements AutoCloseable {
    static LeastSquares of(OffHeapMatrix a, OffHeapMatrix b, double tolerance) {
        int m = LinearAlgebra.extent(a.rows());
        int n = LinearAlgebra.extent(a.columns());
        int k = LinearAlgebra.extent(b.columns());
        double[] singularValues = new double[Math.min(m, n)];
        int larger = Math.max(m, n);
        // LAPACK has no least squares of a transposed matrix: its column-major A and B are our transposes.
        try (OffHeapMatrix transposed = OffHeapMatrix.zeros(n, m);
                OffHeapMatrix sides = OffHeapMatrix.zeros(k, larger);
                DoublePointer s = new DoublePointer(Math.max(1, singularValues.length));
                IntPointer rank = new IntPointer(1)) {
            Transpose.copy(Block.of(a), transposed);
            Transpose.copy(Block.of(b), sides);
            rank.put(0);
            if (singularValues.length > 0) {
                int failed = LAPACKE_dgelsd(
                        LAPACK_COL_MAJOR, m, n, k, transposed.at(0, 0), m, sides.at(0, 0), larger, s, tolerance, rank);
                if (failed != 0) {
                    throw failure(m, n, failed);
                }
                s.get(singularValues);
            }
            OffHeapMatrix solution = OffHeapMatrix.zeros(n, k);
            if (singularValues.length > 0) {
                Transpose.copy(new Block(sides, 0, 0, k, n), solution);
            }
            return new LeastSquares(solution, rank.get(), singularValues);
        }
    }

    private static DataException failure(int m, int n, int status) {
        return new DataException(
                "E-LINALG-LEAST-SQUARES",
                "matrix of %d x %d: no solution (LAPACK status %d), expected finite entries, remove NaN and infinities"
                        .formatted(m, n, status));
    }

    /** Frees the solution. */
    @Override
    public void close() {
        solution.close();
    }
}
