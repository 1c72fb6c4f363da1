package org.chiasma.inverter.internal.blocks;

import org.chiasma.api.Progress;
import org.chiasma.linalg.Block;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * An inverse on its way: Newton-Schulz steps X <- X + X (I - A X) on the whole matrix while the residual falls, and the
 * bound that proves the result. 4 n^3 operations per step and 2 n^3 for the first residual; an accurate start takes one
 * step or two. The inverse of a symmetric matrix is kept exactly symmetric.
 *
 * <p>Owns X until {@link #release()}; with A it needs four matrices of its size.
 */
final class RefinedInverse implements AutoCloseable {
    /** Enough for the scaled transpose of any matrix whose iteration rounding does not end. */
    private static final int MOST_STEPS = 140;

    /** Above this residual slow falls are normal, up to rounding. */
    private static final double NEAR = 0.5;

    private static final double SLACK = 1 + 1e-6;

    /** A step squares the residual; one that leaves more than this times the square was ended by rounding. */
    private static final double QUADRATIC = 4;

    private final LinearAlgebra algebra;
    private final OffHeapMatrix a;
    private final Equilibration scaling;
    private final boolean symmetric;
    private final double before;
    private OffHeapMatrix x;
    private OffHeapMatrix residual;
    private int steps;
    private double after;
    private double bound;
    private double error;

    /**
     * Refines and proves.
     *
     * @param a As, n x n
     * @param first of its inverse; owned from now on, even if this fails
     */
    RefinedInverse(
            LinearAlgebra algebra,
            OffHeapMatrix a,
            Equilibration scaling,
            boolean symmetric,
            OffHeapMatrix first,
            Progress progress) {
        this.algebra = algebra;
        this.a = a;
        this.scaling = scaling;
        this.symmetric = symmetric;
        x = first;
        residual = first;
        try {
            residual = OffHeapMatrix.zeros(a.rows(), a.columns());
            progress.begin("Newton-Schulz steps", 0);
            double norm = examine(x);
            before = scaling.residual(residual);
            iterate(norm, progress);
            prove();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The residual of a candidate, made symmetric if A is. */
    private double examine(OffHeapMatrix candidate) {
        if (symmetric) {
            Symmetry.average(candidate);
        }
        TiledResidual.compute(algebra, a, candidate, residual);
        return Magnitudes.frobenius(residual);
    }

    private void iterate(double first, Progress progress) {
        double norm = first;
        double working = a.rows() * Math.ulp(1.0);
        while (steps < MOST_STEPS && norm > working && norm < Double.POSITIVE_INFINITY) {
            progress.checkCancelled();
            OffHeapMatrix next = OffHeapMatrix.zeros(a.rows(), a.columns());
            double fallen;
            try {
                Block.of(next).copyFrom(Block.of(x));
                algebra.multiply(1, x, false, residual, false, 1, next);
                fallen = examine(next);
            } catch (RuntimeException e) {
                next.close();
                throw e;
            }
            if (!(fallen < (norm < NEAR ? norm : norm * SLACK))) {
                next.close();
                examine(x);
                return;
            }
            x.close();
            x = next;
            steps++;
            progress.advance(1);
            if (fallen > QUADRATIC * norm * norm) {
                return;
            }
            norm = fallen;
        }
    }

    /** Proves what will be given out: where restoring the scale loses digits, without them. */
    private void prove() {
        int additions = TiledResidual.additions(Math.toIntExact(a.rows()));
        bound = ProvenBound.of(a, x, residual, additions);
        if (bound < 1 && !scaling.isExact(x)) {
            scaling.restore(x);
            scaling.scaleInverse(x);
            TiledResidual.compute(algebra, a, x, residual);
            bound = ProvenBound.of(a, x, residual, additions);
        }
        error = bound < 1 ? scaling.error(x, bound / (1 - bound)) : Double.POSITIVE_INFINITY;
        after = scaling.residual(residual);
    }

    /** Whether an inverse with any correct digit is proven. */
    boolean isProven() {
        return error < 1;
    }

    /** |I - A X|_F of the first inverse. */
    double before() {
        return before;
    }

    /** |I - A X|_F of the inverse, if it is proven. */
    double after() {
        return after;
    }

    int steps() {
        return steps;
    }

    /** Bound on |I - As Xs|_2. */
    double bound() {
        return bound;
    }

    /** Bound on |X - A^-1|_F / |X|_F. */
    double error() {
        return error;
    }

    /** Bound on the condition number of As: |As|_F |Xs|_F / (1 - bound). */
    double condition() {
        return Magnitudes.frobenius(a) * Magnitudes.frobenius(x) / (1 - bound);
    }

    /** The inverse of A itself, now the caller's to close. */
    OffHeapMatrix release() {
        OffHeapMatrix released = x;
        scaling.restore(released);
        x = residual;
        return released;
    }

    @Override
    public void close() {
        x.close();
        residual.close();
    }
}
