package org.chiasma.inverter.internal.solve;

import org.chiasma.linalg.OffHeapMatrix;

/** Iterative refinement of one solution y of As y = b by an approximate inverse Z, see {@link SquareSolver}. */
final class Refinement {
    private final OffHeapMatrix scaled;
    private final OffHeapMatrix inverse;
    private final double[] defects;
    private final double[] side;
    private final double[] residual;
    private final double[] residualErrors;
    private final double[] corrections;
    private final double[] bounds;
    private double[] y;

    Refinement(OffHeapMatrix scaled, OffHeapMatrix inverse, double[] defects, double[] side) {
        int n = side.length;
        this.scaled = scaled;
        this.inverse = inverse;
        this.defects = defects;
        this.side = side;
        residual = side.clone();
        residualErrors = new double[n];
        corrections = new double[n];
        bounds = new double[n];
        y = new double[n];
    }

    /** From y = 0, as long as the corrections get smaller; the last correction is not added but bounds the error. */
    void run(int mostSteps) {
        correct();
        double before = Double.POSITIVE_INFINITY;
        double now = SquareSolver.largest(bounds);
        for (int step = 0; step < mostSteps && now < before; step++) {
            double[] kept = y;
            y = y.clone();
            for (int i = 0; i < y.length; i++) {
                y[i] += corrections[i];
            }
            measure();
            correct();
            before = now;
            now = SquareSolver.largest(bounds);
            if (now > before) {
                y = kept;
                measure();
                correct();
            }
        }
    }

    private void measure() {
        double[] row = new double[y.length];
        DoubledResidual entry = new DoubledResidual();
        for (int i = 0; i < y.length; i++) {
            scaled.readRow(i, 0, row, 0, row.length);
            entry.compute(row, y, side[i]);
            residual[i] = entry.rest();
            residualErrors[i] = entry.error();
        }
    }

    /** The correction Z r, and bounds on the magnitude of its exact value. */
    private void correct() {
        int n = y.length;
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            inverse.readRow(i, 0, row, 0, n);
            double sum = 0;
            double magnitude = 0;
            double unknown = 0;
            for (int j = 0; j < n; j++) {
                double product = row[j] * residual[j];
                sum += product;
                magnitude += Math.abs(product);
                unknown += Math.abs(row[j]) * residualErrors[j];
            }
            corrections[i] = sum;
            bounds[i] = SquareSolver.guarded(
                    Math.abs(sum) + DoubledResidual.gamma(n) * magnitude + unknown + Double.MIN_NORMAL, n);
        }
    }

    /**
     * Scales the solution back into a column of {@code solution}.
     *
     * @return proven bound on its error, relative to its largest entry; 0 for a solution of zero that is exact
     */
    double write(OffHeapMatrix solution, long column, PowerScaling scaling) {
        int n = y.length;
        double rho = SquareSolver.largest(bounds) / (1 - SquareSolver.largest(defects));
        double largest = 0;
        double error = 0;
        for (int i = 0; i < n; i++) {
            double x = Math.scalb(y[i], scaling.columns()[i]);
            solution.set(i, column, x);
            largest = Math.max(largest, Math.abs(x));
            double bound = SquareSolver.guarded(bounds[i] + defects[i] * rho, n);
            error = Math.max(error, Math.scalb(bound, scaling.columns()[i]));
        }
        return largest == 0 && SquareSolver.largest(residual) == 0 ? 0 : error / largest;
    }
}
