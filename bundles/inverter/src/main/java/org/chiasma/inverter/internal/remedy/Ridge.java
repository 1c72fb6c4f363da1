package org.chiasma.inverter.internal.remedy;

import org.chiasma.linalg.OffHeapMatrix;

/**
 * A + lambda I. Lambda is absolute, in the units of the diagonal. For a positive semidefinite A the smallest eigenvalue
 * becomes at least lambda, and the inverse is that of ridge regression (Hoerl and Kennard 1970).
 *
 * @param lambda what is added, positive
 */
public record Ridge(double lambda) implements Remedy {
    /** Checks the range. */
    public Ridge {
        if (!(lambda > 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("--ridge " + lambda + ": expected a positive number");
        }
    }

    @Override
    public String text() {
        return "ridge, " + lambda + " added to the diagonal";
    }

    @Override
    public void apply(OffHeapMatrix matrix, String where) {
        for (long i = 0; i < matrix.rows(); i++) {
            matrix.set(i, i, matrix.get(i, i) + lambda);
        }
    }
}
