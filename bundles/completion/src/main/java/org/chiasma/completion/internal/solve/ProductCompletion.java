package org.chiasma.completion.internal.solve;

import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Fills the missing entries of a matrix by a kernel between entries that is the product of one between rows and one
 * between columns, K((i, j), (i', j')) = R(i, i') C(j, j'):
 *
 * <pre>
 * (mask o (R A C) + ridge A) = Y on the observed entries, A zero elsewhere;   filled = R A C
 * </pre>
 *
 * Conjugate gradients on A, which has the shape of the matrix: two matrix products per iteration, 2 (q^2 n + q n^2)
 * operations, and five matrices of that shape. K itself, (q n) x (q n), is never formed.
 */
final class ProductCompletion {
    private static final int ITERATIONS = 500;

    /** Relative residual at which to stop: an imputed entry is then right to about as much. */
    private static final double TOLERANCE = 1e-5;

    private final LinearAlgebra algebra;
    private final OffHeapMatrix rowKernel;
    private final OffHeapMatrix columnKernel;
    private final double ridge;

    /**
     * @param rowKernel R, q x q, symmetric, both triangles
     * @param columnKernel C, n x n, symmetric, both triangles
     * @param ridge above 0
     */
    ProductCompletion(LinearAlgebra algebra, OffHeapMatrix rowKernel, OffHeapMatrix columnKernel, double ridge) {
        this.algebra = algebra;
        this.rowKernel = rowKernel;
        this.columnKernel = columnKernel;
        this.ridge = ridge;
    }

    /**
     * Fills the missing entries ({@code NaN}) in place.
     *
     * @return the relative residual that was reached
     * @throws DataException {@code E-COMPLETE-MAGNITUDE} if the sum of the entries' squares overflows
     */
    double complete(OffHeapMatrix matrix, Progress progress) {
        long q = matrix.rows();
        long n = matrix.columns();
        try (OffHeapMatrix weights = OffHeapMatrix.zeros(q, n);
                OffHeapMatrix residual = OffHeapMatrix.zeros(q, n);
                OffHeapMatrix direction = OffHeapMatrix.zeros(q, n);
                OffHeapMatrix image = OffHeapMatrix.zeros(q, n);
                OffHeapMatrix half = OffHeapMatrix.zeros(q, n)) {
            double start = begin(matrix, residual, direction);
            if (!Double.isFinite(start)) {
                throw new DataException(
                        "E-COMPLETE-MAGNITUDE",
                        "matrix: the squares of its entries overflow, expected magnitudes below 1e150, use smaller units");
            }
            double squared = start;
            progress.begin("conjugate gradients", ITERATIONS);
            for (int i = 0; i < ITERATIONS && squared > TOLERANCE * TOLERANCE * start; i++) {
                progress.checkCancelled();
                apply(direction, half, image);
                double curvature = addNoise(matrix, direction, image);
                double next = step(squared / curvature, weights, direction, residual, image);
                redirect(next / squared, residual, direction);
                squared = next;
                progress.advance(1);
            }
            apply(weights, half, image);
            fill(matrix, image);
            return start == 0 ? 0 : Math.sqrt(squared / start);
        }
    }

    /** result := R A C. */
    private void apply(OffHeapMatrix a, OffHeapMatrix half, OffHeapMatrix result) {
        algebra.multiply(1, rowKernel, false, a, false, 0, half);
        algebra.multiply(1, half, false, columnKernel, false, 0, result);
    }

    /** residual := direction := observed entries, zero elsewhere; returns their sum of squares. */
    private static double begin(OffHeapMatrix matrix, OffHeapMatrix residual, OffHeapMatrix direction) {
        double[] row = new double[Math.toIntExact(matrix.columns())];
        double squares = 0;
        for (long i = 0; i < matrix.rows(); i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                row[j] = Double.isNaN(row[j]) ? 0 : row[j];
                squares += row[j] * row[j];
            }
            residual.writeRow(i, 0, row, 0, row.length);
            direction.writeRow(i, 0, row, 0, row.length);
        }
        return squares;
    }

    /** image := mask o image + ridge direction; returns its inner product with the direction. */
    private double addNoise(OffHeapMatrix matrix, OffHeapMatrix direction, OffHeapMatrix image) {
        double[] known = new double[Math.toIntExact(matrix.columns())];
        double[] p = new double[known.length];
        double[] z = new double[known.length];
        double product = 0;
        for (long i = 0; i < matrix.rows(); i++) {
            matrix.readRow(i, 0, known, 0, known.length);
            direction.readRow(i, 0, p, 0, p.length);
            image.readRow(i, 0, z, 0, z.length);
            for (int j = 0; j < z.length; j++) {
                z[j] = Double.isNaN(known[j]) ? 0 : z[j] + ridge * p[j];
                product += z[j] * p[j];
            }
            image.writeRow(i, 0, z, 0, z.length);
        }
        return product;
    }

    /** weights += length direction, residual -= length image; returns the residual's sum of squares. */
    private static double step(
            double length,
            OffHeapMatrix weights,
            OffHeapMatrix direction,
            OffHeapMatrix residual,
            OffHeapMatrix image) {
        double squares = 0;
        double[] target = new double[Math.toIntExact(weights.columns())];
        double[] change = new double[target.length];
        for (long i = 0; i < weights.rows(); i++) {
            weights.readRow(i, 0, target, 0, target.length);
            direction.readRow(i, 0, change, 0, change.length);
            for (int j = 0; j < target.length; j++) {
                target[j] += length * change[j];
            }
            weights.writeRow(i, 0, target, 0, target.length);
            residual.readRow(i, 0, target, 0, target.length);
            image.readRow(i, 0, change, 0, change.length);
            for (int j = 0; j < target.length; j++) {
                target[j] -= length * change[j];
                squares += target[j] * target[j];
            }
            residual.writeRow(i, 0, target, 0, target.length);
        }
        return squares;
    }

    /** direction := residual + factor direction. */
    private static void redirect(double factor, OffHeapMatrix residual, OffHeapMatrix direction) {
        double[] r = new double[Math.toIntExact(residual.columns())];
        double[] p = new double[r.length];
        for (long i = 0; i < residual.rows(); i++) {
            residual.readRow(i, 0, r, 0, r.length);
            direction.readRow(i, 0, p, 0, p.length);
            for (int j = 0; j < p.length; j++) {
                p[j] = r[j] + factor * p[j];
            }
            direction.writeRow(i, 0, p, 0, p.length);
        }
    }

    private static void fill(OffHeapMatrix matrix, OffHeapMatrix values) {
        double[] row = new double[Math.toIntExact(matrix.columns())];
        double[] guess = new double[row.length];
        for (long i = 0; i < matrix.rows(); i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            values.readRow(i, 0, guess, 0, guess.length);
            for (int j = 0; j < row.length; j++) {
                row[j] = Double.isNaN(row[j]) ? guess[j] : row[j];
            }
            matrix.writeRow(i, 0, row, 0, row.length);
        }
    }
}
