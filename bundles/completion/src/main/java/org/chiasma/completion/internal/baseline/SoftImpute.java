package org.chiasma.completion.internal.baseline;

import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;
import org.chiasma.linalg.SingularValues;

/**
 * Completion by a low-rank matrix: minimises 1/2 |P_O(Y - X)|^2 + lambda |X|_* by repeated singular value thresholding
 * (Mazumder, Hastie and Tibshirani 2010). One thin decomposition per iteration.
 */
public final class SoftImpute {
    private static final int ITERATIONS = 200;
    private static final double TOLERANCE = 1e-3;

    private final LinearAlgebra algebra;
    private final double shrinkage;

    /** @param shrinkage lambda as a fraction of the largest singular value of the matrix filled with zeros */
    public SoftImpute(LinearAlgebra algebra, double shrinkage) {
        this.algebra = algebra;
        this.shrinkage = shrinkage;
    }

    /**
     * The low-rank matrix.
     *
     * @param observed m x n without offsets, {@code NaN} where missing
     */
    public OffHeapMatrix complete(OffHeapMatrix observed, Progress progress) {
        OffHeapMatrix estimate = OffHeapMatrix.zeros(observed.rows(), observed.columns());
        try (OffHeapMatrix filled = OffHeapMatrix.zeros(observed.rows(), observed.columns())) {
            progress.begin("soft-impute", ITERATIONS);
            double lambda = -1;
            for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                progress.checkCancelled();
                fill(observed, estimate, filled);
                try (SingularValues decomposition = algebra.svd(filled)) {
                    lambda = lambda < 0 ? shrinkage * largest(decomposition) : lambda;
                    shrink(decomposition, lambda, filled);
                }
                double change = moveTo(filled, estimate);
                progress.advance(1);
                if (change <= TOLERANCE) {
                    break;
                }
            }
            return estimate;
        } catch (RuntimeException | Error e) {
            estimate.close();
            throw e;
        }
    }

    private static double largest(SingularValues decomposition) {
        return decomposition.s().length == 0 ? 0 : decomposition.s()[0];
    }

    private static void fill(OffHeapMatrix observed, OffHeapMatrix estimate, OffHeapMatrix filled) {
        double[] known = new double[Math.toIntExact(observed.columns())];
        double[] row = new double[known.length];
        for (long i = 0; i < observed.rows(); i++) {
            observed.readRow(i, 0, known, 0, known.length);
            estimate.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < known.length; j++) {
                row[j] = Double.isNaN(known[j]) ? row[j] : known[j];
            }
            filled.writeRow(i, 0, row, 0, row.length);
        }
    }

    /** target := U max(S - lambda, 0) V^T. */
    private void shrink(SingularValues decomposition, double lambda, OffHeapMatrix target) {
        double[] s = decomposition.s();
        OffHeapMatrix u = decomposition.u();
        double[] row = new double[s.length];
        for (long i = 0; i < u.rows(); i++) {
            u.readRow(i, 0, row, 0, row.length);
            for (int k = 0; k < s.length; k++) {
                row[k] *= Math.max(0, s[k] - lambda);
            }
            u.writeRow(i, 0, row, 0, row.length);
        }
        algebra.multiply(1, u, false, decomposition.vTransposed(), false, 0, target);
    }

    /** Copies {@code next} to {@code estimate}; returns the change relative to the size of the estimate before. */
    private static double moveTo(OffHeapMatrix next, OffHeapMatrix estimate) {
        double[] now = new double[Math.toIntExact(next.columns())];
        double[] before = new double[now.length];
        double change = 0;
        double size = 0;
        for (long i = 0; i < next.rows(); i++) {
            next.readRow(i, 0, now, 0, now.length);
            estimate.readRow(i, 0, before, 0, before.length);
            for (int j = 0; j < now.length; j++) {
                change += (now[j] - before[j]) * (now[j] - before[j]);
                size += before[j] * before[j];
            }
            estimate.writeRow(i, 0, now, 0, now.length);
        }
        return Math.sqrt(change / Math.max(size, Double.MIN_NORMAL));
    }
}
