package org.chiasma.inverter.internal.inversion;

import java.util.Arrays;

/**
 * The inverses of a batch of n x n matrices and what is proven of each, by columns: a million matrices make a dozen
 * arrays, not a million objects.
 */
public final class Inverses {
    private static final int OPEN = Integer.MIN_VALUE;

    private final int n;
    private final int count;
    private final double[] inverses;
    private final Verdict[] verdicts;
    private final Start[] starts;
    private final short[] steps;
    private final int[] ranks;
    private final double[] residuals;
    private final double[] bounds;
    private final double[] errors;
    private final double[] conditions;

    Inverses(int n, int count) {
        this.n = n;
        this.count = count;
        inverses = new double[count * n * n];
        verdicts = new Verdict[count];
        starts = new Start[count];
        steps = new short[count];
        ranks = new int[count];
        Arrays.fill(ranks, OPEN);
        residuals = new double[count];
        bounds = new double[count];
        errors = new double[count];
        conditions = new double[count];
    }

    /** Rows and columns of each. */
    public int size() {
        return n;
    }

    /** Number of matrices. */
    public int count() {
        return count;
    }

    /** The inverses themselves, count x n x n, row-major, NaN for those that were refused; not a copy. */
    public double[] entries() {
        return inverses;
    }

    /** What is known of matrix k. */
    public Verdict verdict(int k) {
        return verdicts[k];
    }

    /** Everything that is known of matrix k. */
    public Certificate certificate(int k) {
        return new Certificate(
                verdict(k), starts[k], steps[k], residuals[k], bounds[k], errors[k], conditions[k], ranks[k]);
    }

    /** How many matrices have this verdict. */
    public int count(Verdict verdict) {
        int found = 0;
        for (Verdict each : verdicts) {
            if (each == verdict) {
                found++;
            }
        }
        return found;
    }

    /** Whether matrix k has neither been proven nor refused yet. */
    boolean isOpen(int k) {
        return ranks[k] == OPEN;
    }

    /** Records what is known of matrix k, whose inverse was already written to {@link #entries}. */
    void prove(int k, Start start, int stepsTaken, double residual, double bound, double error, double condition) {
        Verdict verdict = condition < Certificate.ILL_CONDITION ? Verdict.CERTIFIED : Verdict.ILL_CONDITIONED;
        put(k, verdict, start, stepsTaken, residual, bound, error, condition, n);
    }

    /** Records why matrix k has no inverse. */
    void refuse(int k, Verdict verdict, Start start, int stepsTaken, double condition, int rank) {
        Arrays.fill(inverses, k * n * n, (k + 1) * n * n, Double.NaN);
        put(k, verdict, start, stepsTaken, Double.NaN, Double.NaN, Double.NaN, condition, rank);
    }

    private void put(
            int k,
            Verdict verdict,
            Start start,
            int stepsTaken,
            double residual,
            double bound,
            double error,
            double condition,
            int rank) {
        verdicts[k] = verdict;
        starts[k] = start;
        steps[k] = (short) stepsTaken;
        residuals[k] = residual;
        bounds[k] = bound;
        errors[k] = error;
        conditions[k] = condition;
        ranks[k] = rank;
    }
}
