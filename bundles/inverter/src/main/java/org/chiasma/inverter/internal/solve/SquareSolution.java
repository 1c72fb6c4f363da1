package org.chiasma.inverter.internal.solve;

import org.chiasma.linalg.OffHeapMatrix;

/**
 * The solution X of A X = B for a matrix that is proven not to be singular.
 *
 * @param solution X, n x k
 * @param error proven bound on the largest |x - x*|_max / |x|_max of a column, x* being the true solution
 * @param condition |As| |As^-1| in the infinity norm, As being A scaled by powers of two
 */
public record SquareSolution(OffHeapMatrix solution, double error, double condition) implements AutoCloseable {
    /** Frees the solution. */
    @Override
    public void close() {
        solution.close();
    }
}
