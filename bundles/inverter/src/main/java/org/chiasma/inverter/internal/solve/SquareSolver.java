package org.chiasma.inverter.internal.solve;

import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.linalg.Block;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.Lu;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Solves A X = B for square A with a proven error bound.
 *
 * <p>A is scaled by powers of two to As, inverted by LU factors to Z, and y = Z b refined by residuals r in twice the
 * working precision. With g = |I - Z As| e, e the vector of ones, g &lt; 1 proves that A is not singular, and the error of
 * y is at most |Z r| + g rho entry by entry, rho = |Z r|_max / (1 - |g|_max) (Rump, Verification methods, Acta Numerica
 * 19, 2010, theorem 10.6 and the remark after it). All roundings are bounded as well. About 5 n^3 operations and three
 * matrices of n x n.
 */
public final class SquareSolver {
    private static final int MOST_STEPS = 10;

    private final LinearAlgebra algebra;

    /** @param algebra for factors and products */
    public SquareSolver(LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    /**
     * Solves.
     *
     * @param a n x n, finite; left as it is
     * @param b n x k, finite: a column is a right-hand side
     * @return nothing if A could not be proven not to be singular
     */
    public Optional<SquareSolution> solve(OffHeapMatrix a, OffHeapMatrix b, Progress progress) {
        try (OffHeapMatrix scaled = copy(a)) {
            PowerScaling scaling = PowerScaling.apply(scaled);
            progress.begin("factors", 0);
            try (Lu factors = factor(scaled)) {
                if (factors.isSingular()) {
                    return Optional.empty();
                }
                try (OffHeapMatrix inverse = factors.inverse()) {
                    progress.checkCancelled();
                    double[] defects = defects(scaled, inverse);
                    double worst = largest(defects);
                    if (!(worst < 1)) {
                        return Optional.empty();
                    }
                    return Optional.of(refine(scaled, inverse, defects, scaling, b, progress));
                }
            }
        }
    }

    private Lu factor(OffHeapMatrix scaled) {
        OffHeapMatrix factors = copy(scaled);
        try {
            return algebra.lu(factors);
        } catch (RuntimeException e) {
            factors.close();
            throw e;
        }
    }

    /** Bounds on |I - Z As| e. */
    private double[] defects(OffHeapMatrix scaled, OffHeapMatrix inverse) {
        int n = (int) scaled.rows();
        double[] rowSums = new double[n];
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            scaled.readRow(i, 0, row, 0, n);
            rowSums[i] = sumOfMagnitudes(row);
        }
        double[] defects = new double[n];
        try (OffHeapMatrix product = OffHeapMatrix.zeros(n, n)) {
            algebra.multiply(1, inverse, false, scaled, false, 0, product);
            for (int i = 0; i < n; i++) {
                product.readRow(i, 0, row, 0, n);
                row[i] -= 1;
                double defect = sumOfMagnitudes(row);
                inverse.readRow(i, 0, row, 0, n);
                double magnitude = 2;
                for (int j = 0; j < n; j++) {
                    magnitude += Math.abs(row[j]) * rowSums[j];
                }
                defects[i] = guarded(defect + DoubledResidual.gamma(n) * magnitude, n);
            }
        }
        return defects;
    }

    private SquareSolution refine(
            OffHeapMatrix scaled,
            OffHeapMatrix inverse,
            double[] defects,
            PowerScaling scaling,
            OffHeapMatrix b,
            Progress progress) {
        int n = (int) scaled.rows();
        OffHeapMatrix solution = OffHeapMatrix.zeros(n, b.columns());
        double error = 0;
        progress.begin("refinement", b.columns());
        try {
            for (int column = 0; column < b.columns(); column++) {
                progress.checkCancelled();
                double[] side = new double[n];
                for (int i = 0; i < n; i++) {
                    side[i] = Math.scalb(b.get(i, column), scaling.rows()[i]);
                }
                Refinement refinement = new Refinement(scaled, inverse, defects, side);
                refinement.run(MOST_STEPS);
                error = Math.max(error, refinement.write(solution, column, scaling));
                progress.advance(1);
            }
            return new SquareSolution(solution, error, norm(scaled) * norm(inverse));
        } catch (RuntimeException e) {
            solution.close();
            throw e;
        }
    }

    /** A sum of positive terms, made larger than its own rounding can have made it smaller. */
    static double guarded(double bound, int n) {
        return bound * (1 + (8.0 * n + 40) * 0x1p-53);
    }

    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    private static double sumOfMagnitudes(double[] row) {
        double sum = 0;
        for (double entry : row) {
            sum += Math.abs(entry);
        }
        return sum;
    }

    private static double norm(OffHeapMatrix matrix) {
        double[] row = new double[(int) matrix.columns()];
        double norm = 0;
        for (long i = 0; i < matrix.rows(); i++) {
            matrix.readRow(i, 0, row, 0, row.length);
            norm = Math.max(norm, sumOfMagnitudes(row));
        }
        return norm;
    }

    private static OffHeapMatrix copy(OffHeapMatrix matrix) {
        OffHeapMatrix copy = OffHeapMatrix.zeros(matrix.rows(), matrix.columns());
        Block.of(copy).copyFrom(Block.of(matrix));
        return copy;
    }
}
