package org.chiasma.inverter.internal.training;

import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Method;
import org.chiasma.inverter.internal.inversion.StartingGuess;
import org.chiasma.inverter.internal.sampling.MatrixSampler;
import org.chiasma.linalg.LinearAlgebra;

/** Matrices that no network is trained on, to see how well it guesses their inverses. */
final class HeldOut {
    private final int n;
    private final int count;
    private final double[] matrices;

    /** Takes the first {@code count} matrices of {@code sampler}, whose seed is not that of any training stream. */
    HeldOut(MatrixSampler sampler, int count) {
        this.n = sampler.size();
        this.count = count;
        this.matrices = new double[Math.multiplyExact(count, n * n)];
        sampler.sample(0, count, matrices);
    }

    /** Rows and columns of each matrix. */
    int size() {
        return n;
    }

    /** Number of matrices. */
    int count() {
        return count;
    }

    /** The matrices, count x n x n, row-major; not a copy. */
    double[] matrices() {
        return matrices;
    }

    /** The guesses of {@code network}, in the same layout. */
    double[] guesses(StartingGuess network) {
        double[] inverses = new double[matrices.length];
        network.guess(n, count, matrices, inverses);
        return inverses;
    }

    /** Quantiles of |I - A X|_F of guesses. */
    Quantiles residuals(double[] guesses) {
        return Quantiles.of(Residuals.frobenius(n, count, matrices, guesses));
    }

    /** How many guesses have |I - A X|_2 below 1. */
    long inBasin(double[] guesses) {
        return Residuals.basin(n, count, matrices, guesses).cardinality();
    }

    /** The certified inverses, in the same layout; NaN where there is none. */
    double[] inverses(LinearAlgebra algebra) {
        return new BatchInversion(algebra, Method.AUTO)
                .invert(n, count, matrices, Progress.NONE)
                .entries();
    }
}
