package org.chiasma.inverter.internal.inversion;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fast way for many matrices of n x n, side by side in lanes: a direct inverse without pivoting or equilibration, and
 * its certificate. What is not certified with a good margin is left to {@link SingleInversion}. Scratch space for one
 * thread.
 *
 * <p>The bound is |R|_F + gamma_{n+2} (|A|_F |X|_F + sqrt(n)), which needs no product |A| |X| and is at most n times the
 * careful one. Elimination without pivoting is no method to trust, but the certificate does not trust it: of uniform
 * matrices one in 300 is left over for n = 3, one in 60 for n = 8, one in 25 for n = 16.
 */
final class LaneInversion {
    /** Largest size whose lanes fit into the second-level cache. */
    static final int LARGEST = 16;

    /** Proven relative error up to which the fast way's answer is kept. */
    private static final double GOOD_BOUND = 1e-10;

    /** Residual relative to |A|_F |X|_F up to which it is kept. */
    private static final double GOOD_RESIDUAL = 1e-14;

    /** Sums of squares below this may have lost terms to underflow. */
    private static final double LEAST_SQUARES = 1e-280;

    /** Lanes that are moved at once, so that their matrices stay in the first-level cache. */
    private static final int BLOCK = 16;

    /** Rows of A that are multiplied by a column of X while it is in the first-level cache. */
    private static final int ROWS = 4;

    private final int n;
    private final double[][] a;
    private final double[][] x;
    private final @Nullable Adjugate adjugate;
    private final double[] first;
    private final double[] second;
    private final double[] ofResidual;
    private final double[] ofMatrix;
    private final double[] ofInverse;
    private final double[] asymmetry;

    LaneInversion(int n) {
        this.n = n;
        int lanes = lanes(n);
        a = new double[n * n][lanes];
        x = new double[n * n][lanes];
        adjugate = n <= Method.LARGEST_ADJUGATE ? new Adjugate(n, lanes) : null;
        first = new double[lanes];
        second = new double[lanes];
        ofResidual = new double[lanes];
        ofMatrix = new double[lanes];
        ofInverse = new double[lanes];
        asymmetry = new double[lanes];
    }

    /** Matrices side by side: many for short loops' sake, few for the cache's. */
    static int lanes(int n) {
        return n <= Method.LARGEST_ADJUGATE ? 128 : 64;
    }

    /** Inverts matrices {@code from} to {@code from + count - 1}, at most {@link #lanes}; leaves out some. */
    void invert(double[] matrices, int from, int count, Inverses inverses) {
        load(matrices, from, count);
        if (adjugate != null) {
            adjugate.invert(a, x, count);
        } else {
            gaussJordan(count);
        }
        symmetrize(count);
        measure(count);
        store(from, count, inverses.entries());
        judge(from, count, inverses);
    }

    /** From matrix after matrix to lane beside lane; by blocks of lanes, so that every cache line is fetched once. */
    private void load(double[] matrices, int from, int count) {
        int size = n * n;
        for (int block = 0; block < count; block += BLOCK) {
            int end = Math.min(count, block + BLOCK);
            int at = (from + block) * size;
            int e = 0;
            for (; e + 3 < size; e += 4) {
                Lane.load(a[e], a[e + 1], a[e + 2], a[e + 3], block, end, matrices, at + e, size);
            }
            for (; e < size; e++) {
                for (int l = block; l < end; l++) {
                    a[e][l] = matrices[at + (l - block) * size + e];
                }
            }
        }
    }

    /** The reverse of {@link #load}, for X. */
    private void store(int from, int count, double[] inverses) {
        int size = n * n;
        for (int block = 0; block < count; block += BLOCK) {
            int end = Math.min(count, block + BLOCK);
            int at = (from + block) * size;
            int e = 0;
            for (; e + 3 < size; e += 4) {
                Lane.store(x[e], x[e + 1], x[e + 2], x[e + 3], block, end, inverses, at + e, size);
            }
            for (; e < size; e++) {
                for (int l = block; l < end; l++) {
                    inverses[at + (l - block) * size + e] = x[e][l];
                }
            }
        }
    }

    /** In place, from a copy of A in X, pivot by pivot down the diagonal. */
    private void gaussJordan(int count) {
        for (int e = 0; e < x.length; e++) {
            System.arraycopy(a[e], 0, x[e], 0, count);
        }
        for (int k = 0; k < n; k++) {
            take(x[k * n + k], 1, first, count);
            Lane.reciprocal(first, first, count);
            for (int j = 0; j < n; j++) {
                Lane.multiply(x[k * n + j], first, count);
            }
            for (int i = 0; i < n; i++) {
                if (i != k) {
                    eliminate(i, k, count);
                }
            }
        }
    }

    private void eliminate(int i, int k, int count) {
        take(x[i * n + k], 0, second, count);
        int j = 0;
        for (; j + 1 < n; j += 2) {
            Lane.subtractBoth(x[i * n + j], x[k * n + j], x[i * n + j + 1], x[k * n + j + 1], second, count);
        }
        if (j < n) {
            Lane.subtract(x[i * n + j], x[k * n + j], second, count);
        }
    }

    /** Copies an entry's lanes and puts a column of the identity in their place. */
    private static void take(double[] entries, double identity, double[] copy, int count) {
        System.arraycopy(entries, 0, copy, 0, count);
        Arrays.fill(entries, 0, count, identity);
    }

    /** Makes the inverses of symmetric matrices exactly symmetric. */
    private void symmetrize(int count) {
        Arrays.fill(asymmetry, 0, count, 0);
        for (int i = 1; i < n && anySymmetric(count); i++) {
            for (int j = 0; j < i; j++) {
                Lane.addDistance(asymmetry, a[i * n + j], a[j * n + i], count);
            }
        }
        for (int l = 0; l < count; l++) {
            if (asymmetry[l] == 0) {
                symmetrizeLane(l);
            }
        }
    }

    private boolean anySymmetric(int count) {
        for (int l = 0; l < count; l++) {
            if (asymmetry[l] == 0) {
                return true;
            }
        }
        return false;
    }

    private void symmetrizeLane(int l) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * x[i * n + j][l] + 0.5 * x[j * n + i][l];
                x[i * n + j][l] = mean;
                x[j * n + i][l] = mean;
            }
        }
    }

    /** Sums of squares of I - A X, A and X. */
    private void measure(int count) {
        addSquares(a, ofMatrix, count);
        addSquares(x, ofInverse, count);
        Arrays.fill(ofResidual, 0, count, 0);
        for (int block = 0; block < n; block += ROWS) {
            for (int j = 0; j < n; j++) {
                for (int i = block; i < Math.min(n, block + ROWS); i++) {
                    residual(first, i, j, count);
                    Lane.add(ofResidual, first, first, count);
                }
            }
        }
    }

    private static void addSquares(double[][] entries, double[] squares, int count) {
        Arrays.fill(squares, 0, count, 0);
        int e = 0;
        for (; e + 1 < entries.length; e += 2) {
            Lane.add(squares, entries[e], entries[e], entries[e + 1], entries[e + 1], count);
        }
        if (e < entries.length) {
            Lane.add(squares, entries[e], entries[e], count);
        }
    }

    /** t = entry (i, j) of I - A X. */
    private void residual(double[] t, int i, int j, int count) {
        double identity = i == j ? 1 : 0;
        int row = i * n;
        int k = 0;
        if (n > 1) {
            Lane.subtract(t, identity, a[row], x[j], a[row + 1], x[n + j], count);
            k = 2;
        } else {
            Arrays.fill(t, 0, count, identity);
        }
        for (; k + 2 < n; k += 3) {
            Lane.subtract(
                    t,
                    a[row + k],
                    x[k * n + j],
                    a[row + k + 1],
                    x[(k + 1) * n + j],
                    a[row + k + 2],
                    x[(k + 2) * n + j],
                    count);
        }
        for (; k < n; k++) {
            Lane.subtract(t, a[row + k], x[k * n + j], count);
        }
    }

    private void judge(int from, int count, Inverses inverses) {
        Start start = adjugate != null ? Start.COFACTORS : Start.GAUSS_JORDAN;
        double gamma = Residual.gamma(n);
        double identity = Math.sqrt(n);
        for (int l = 0; l < count; l++) {
            double residual = Math.sqrt(ofResidual[l]);
            double condition = Math.sqrt(ofMatrix[l]) * Math.sqrt(ofInverse[l]);
            double bound = Residual.guarded(residual + gamma * (condition + identity), n) + Residual.UNDERFLOW;
            boolean good = bound < GOOD_BOUND && residual <= GOOD_RESIDUAL * condition;
            if (good && ofMatrix[l] > LEAST_SQUARES && ofInverse[l] > LEAST_SQUARES) {
                inverses.prove(from + l, start, 0, residual, bound, condition);
            }
        }
    }
}
