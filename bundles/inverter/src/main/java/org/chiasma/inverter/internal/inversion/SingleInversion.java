package org.chiasma.inverter.internal.inversion;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The careful way for one matrix of n x n: equilibrate, a first inverse, Newton-Schulz steps while the residual falls, the
 * certificate; where that does not satisfy, LU factors and steps again; then, for ill-conditioned matrices, steps with
 * residuals in twice the working precision, which give nearly all digits up to a condition of 1e15. Scratch space for one
 * thread; results stay until the next matrix.
 *
 * <p>The inverse of a symmetric matrix is made exactly symmetric before it is certified.
 */
final class SingleInversion {
    /** A guess is used where a norm of its residual is below this, so that the iteration is sure to converge. */
    static final double GOOD_GUESS = 0.99;

    /** Residual, relative to |A|_F |X|_F, that elimination leaves when nothing went wrong: no step could better it. */
    private static final double DIRECT = 1e-15;

    /** Residual, relative to |A|_F |X|_F, from which on the next way is tried. */
    private static final double SATISFYING = 1e-14;

    /** Bound or error from which on a certificate is weak enough for the next way to be tried. */
    private static final double WEAK = 0.1;

    private final int n;
    private final Equilibration scaling;
    private final DirectInverse direct;
    private final Residual residual;
    private final NewtonSchulz iteration;
    private final double[] given;
    private final double[] scaled;
    private final double[] candidate;
    private final double[] candidateInverse;
    private final double[] best;
    private final double[] bestInverse;
    private final double[] scratch;

    private boolean symmetric;
    private Start start = Start.GAUSS_JORDAN;
    private int steps;
    private double givenResidual;
    private double scaledResidual;
    private double bound;
    private double error;
    private double condition;

    SingleInversion(int n) {
        this.n = n;
        scaling = new Equilibration(n);
        direct = new DirectInverse(n);
        residual = new Residual(n);
        iteration = new NewtonSchulz(n, residual);
        given = new double[n * n];
        scaled = new double[n * n];
        candidate = new double[n * n];
        candidateInverse = new double[n * n];
        best = new double[n * n];
        bestInverse = new double[n * n];
        scratch = new double[n * n];
    }

    /**
     * Inverts the finite matrix at {@code offset}.
     *
     * @param guess what guessed the inverses, or {@code null}
     * @param guesses the guesses, in the layout of {@code matrices}; read only if there is a guess
     * @return whether the inverse is proven
     */
    boolean invert(Method method, double[] matrices, int offset, @Nullable StartingGuess guess, double[] guesses) {
        System.arraycopy(matrices, offset, given, 0, given.length);
        scaling.fit(matrices, offset);
        scaling.scale(matrices, offset, scaled);
        symmetric = isSymmetric();
        steps = 0;
        bound = Double.POSITIVE_INFINITY;
        error = Double.POSITIVE_INFINITY;
        switch (method) {
            case AUTO -> direct(Start.GAUSS_JORDAN, direct.gaussJordan(scaled, candidate));
            case LAPACK -> direct(Start.LU, direct.lu(scaled, candidate));
            case NETWORK, NEWTON -> iterate(guess, guesses, offset);
        }
        if (!isSatisfied() && method != Method.LAPACK) {
            direct(Start.LU, direct.lu(scaled, candidate));
        }
        if (bound < Double.POSITIVE_INFINITY && (!isSatisfied() || condition >= Certificate.ILL_CONDITION)) {
            System.arraycopy(best, 0, candidate, 0, best.length);
            steps += iteration.refineDoubled(scaled, candidate);
            judge(start, true);
        }
        return error < 1;
    }

    private void iterate(@Nullable StartingGuess guess, double[] guesses, int offset) {
        Start from = Start.TRANSPOSE;
        if (guess != null) {
            scaling.scaleInverse(guesses, offset, candidate);
            residual.compute(scaled, candidate);
            from = residual.contracts(GOOD_GUESS) ? guess.start() : Start.TRANSPOSE;
        }
        if (from == Start.TRANSPOSE) {
            iteration.transpose(scaled, candidate);
        }
        steps += iteration.refine(scaled, candidate);
        judge(from, false);
    }

    private void direct(Start from, boolean found) {
        start = from;
        if (found) {
            double norm = residual.compute(scaled, candidate);
            if (!(norm <= DIRECT * Residual.frobenius(scaled) * Residual.frobenius(candidate))) {
                steps += iteration.refine(scaled, candidate);
            }
            judge(from, false);
        }
    }

    /** Certifies the candidate, as it will be given out, and keeps it if its bound is better. */
    private void judge(Start from, boolean doubled) {
        boolean changed = symmetric && symmetrize(candidate);
        scaling.restore(candidate, candidateInverse, 0);
        changed |= takeBack();
        if (changed && doubled) {
            residual.computeDoubled(scaled, candidate);
        } else if (changed) {
            residual.compute(scaled, candidate);
        }
        double candidateBound = residual.bound(scaled, candidate);
        if (candidateBound < bound || (doubled && candidateBound < WEAK)) {
            start = from;
            bound = candidateBound;
            scaledResidual = residual.norm();
            givenResidual = scaling.residual(residual.entries());
            double gap = Math.max(0, 1 - bound);
            error = gap > 0 ? errorAsGiven(doubled, bound / gap) : Double.POSITIVE_INFINITY;
            condition = Residual.frobenius(scaled) * Residual.frobenius(candidate) / gap;
            System.arraycopy(candidate, 0, best, 0, best.length);
            System.arraycopy(candidateInverse, 0, bestInverse, 0, best.length);
        }
    }

    /** The error of the inverse as given out: what follows from the scaled one's, or, if better, a proof of its own. */
    private double errorAsGiven(boolean doubled, double scaledError) {
        if (scaling.isIdentity()) {
            return scaledError;
        }
        if (doubled) {
            residual.computeDoubled(given, candidateInverse);
        } else {
            residual.compute(given, candidateInverse);
        }
        double ofGiven = residual.bound(given, candidateInverse);
        double own = ofGiven < 1 ? ofGiven / (1 - ofGiven) : Double.POSITIVE_INFINITY;
        return Math.min(scaling.error(candidate, scaledError), own);
    }

    /** Scales the inverse back: what underflowed or overflowed on being restored is certified as it is given out. */
    private boolean takeBack() {
        System.arraycopy(candidate, 0, scratch, 0, scratch.length);
        scaling.scaleInverse(candidateInverse, 0, candidate);
        return !Arrays.equals(scratch, candidate);
    }

    private boolean isSatisfied() {
        return error < WEAK && scaledResidual <= SATISFYING * condition;
    }

    private boolean isSymmetric() {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (scaled[i * n + j] != scaled[j * n + i]) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean symmetrize(double[] x) {
        boolean changed = false;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * x[i * n + j] + 0.5 * x[j * n + i];
                changed |= x[i * n + j] != mean || x[j * n + i] != mean;
                x[i * n + j] = mean;
                x[j * n + i] = mean;
            }
        }
        return changed;
    }

    /** R A C of the last matrix. */
    double[] scaled() {
        return scaled;
    }

    /** The inverse of the last matrix, if it was proven. */
    double[] inverse() {
        return bestInverse;
    }

    Start start() {
        return start;
    }

    int steps() {
        return steps;
    }

    /** |I - A X|_F of the matrix as given. */
    double residual() {
        return givenResidual;
    }

    double bound() {
        return bound;
    }

    /** Proven relative error of the inverse as it is given out. */
    double error() {
        return error;
    }

    double condition() {
        return condition;
    }
}
