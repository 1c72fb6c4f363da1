package org.chiasma.inverter.internal.inversion;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Newton-Schulz iteration for many matrices of n x n, side by side, kept where {@link LaneGroup} certifies the end. Scratch
 * space for one thread.
 *
 * <p>Each matrix stops by its own residual, by the rules of {@link NewtonSchulz}; what its neighbours still need is computed
 * for it too, and thrown away. Matrices with a bad guess, or with more than {@link #MOST_STEPS}, are left out.
 */
final class LaneIteration {
    /** More than all but the worst-conditioned matrices take from the transpose. */
    private static final int MOST_STEPS = 40;

    private final int n;
    private final int size;
    private final LaneGroup group;
    private final double[][] a;
    private final double[][] residual;
    private final double[][] stopped;
    private double[][] current;
    private double[][] next;
    private final double[] squares;
    private final double[] norms;
    private final int[] steps;
    private final boolean[] active;

    LaneIteration(int n) {
        this.n = n;
        size = n * n;
        group = new LaneGroup(n);
        a = group.matrices();
        stopped = group.inverses();
        residual = LaneGroup.lanes(n, size);
        current = LaneGroup.lanes(n, size);
        next = LaneGroup.lanes(n, size);
        int lanes = LaneGroup.lanes(n);
        squares = new double[lanes];
        norms = new double[lanes];
        steps = new int[lanes];
        active = new boolean[lanes];
    }

    /**
     * Inverts matrices {@code from} to {@code from + count - 1}, at most {@link LaneGroup#lanes(int)}; leaves out some.
     *
     * @param guess what guessed the inverses, or {@code null} for the scaled transpose
     * @param guesses the guesses, in the layout of {@code matrices}; read only if there is a guess
     */
    void invert(
            double[] matrices,
            int from,
            int count,
            @Nullable StartingGuess guess,
            double[] guesses,
            Inverses inverses) {
        group.load(matrices, from, count);
        if (guess == null) {
            transpose(count);
        } else {
            LaneGroup.load(guesses, from, count, size, current);
        }
        begin(count, guess == null ? Double.POSITIVE_INFINITY : SingleInversion.GOOD_GUESS);
        for (int step = 1; step <= MOST_STEPS && anyActive(count); step++) {
            step(count);
            computeResidual(count);
            for (int l = 0; l < count; l++) {
                if (active[l]) {
                    decide(l, step);
                }
            }
        }
        group.finish(from, count, guess == null ? Start.TRANSPOSE : guess.start(), steps, inverses);
    }

    /** X = A^T / (|A|_1 |A|_inf). */
    private void transpose(int count) {
        for (int l = 0; l < count; l++) {
            double scale = 1 / (largestSum(l, n, 1) * largestSum(l, 1, n));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    current[i * n + j][l] = a[j * n + i][l] * scale;
                }
            }
        }
    }

    /** The largest sum of magnitudes along the inner stride. */
    private double largestSum(int l, int outer, int inner) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += Math.abs(a[i * outer + j * inner][l]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private void begin(int count, double limit) {
        computeResidual(count);
        for (double[] entries : stopped) {
            Arrays.fill(entries, 0, count, Double.NaN);
        }
        for (int l = 0; l < count; l++) {
            norms[l] = Math.sqrt(squares[l]);
            active[l] = norms[l] < limit;
        }
    }

    /** X + X R becomes the current X, and the current one the next to be overwritten. */
    private void step(int count) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double[] entries = next[i * n + j];
                System.arraycopy(current[i * n + j], 0, entries, 0, count);
                int k = 0;
                for (; k + 1 < n; k += 2) {
                    Lane.add(
                            entries,
                            current[i * n + k],
                            residual[k * n + j],
                            current[i * n + k + 1],
                            residual[(k + 1) * n + j],
                            count);
                }
                if (k < n) {
                    Lane.add(entries, current[i * n + k], residual[k * n + j], count);
                }
            }
        }
        double[][] before = current;
        current = next;
        next = before;
    }

    private void computeResidual(int count) {
        Arrays.fill(squares, 0, count, 0);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double[] entries = residual[i * n + j];
                LaneGroup.residual(a, current, n, i, j, entries, count);
                Lane.add(squares, entries, entries, count);
            }
        }
    }

    private void decide(int l, int step) {
        double norm = norms[l];
        double fallen = Math.sqrt(squares[l]);
        norms[l] = fallen;
        if (!NewtonSchulz.falls(norm, fallen)) {
            stop(l, step, next);
        } else if (NewtonSchulz.isLast(norm, fallen)) {
            stop(l, step, current);
        }
    }

    private void stop(int l, int step, double[][] result) {
        active[l] = false;
        steps[l] = step;
        for (int e = 0; e < size; e++) {
            stopped[e][l] = result[e][l];
        }
    }

    private boolean anyActive(int count) {
        for (int l = 0; l < count; l++) {
            if (active[l]) {
                return true;
            }
        }
        return false;
    }
}
