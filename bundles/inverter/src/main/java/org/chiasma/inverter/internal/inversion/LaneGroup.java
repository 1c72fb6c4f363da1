package org.chiasma.inverter.internal.inversion;

import java.util.Arrays;

/**
 * Matrices of n x n and their inverses side by side in lanes (see {@link Lane}), and the certificates of the fast ways to
 * invert them. What is not certified with a good margin is left open, for {@link SingleInversion}. Scratch space for one
 * thread.
 *
 * <p>The bound is |R|_F + gamma_{n+2} (|A|_F |X|_F + sqrt(n)), which needs no product |A| |X| and is at most n times the
 * careful one. A is not scaled.
 */
final class LaneGroup {
    /** Largest size whose lanes fit into the second-level cache. */
    static final int LARGEST = 16;

    /** Proven bound up to which the fast way's answer is kept. */
    private static final double GOOD_BOUND = 1e-10;

    /** Residual relative to |A|_F |X|_F up to which it is kept. */
    private static final double GOOD_RESIDUAL = 1e-14;

    /** Sums of squares below this may have lost terms to underflow. */
    private static final double LEAST_SQUARES = 1e-280;

    /** Rows of A that are multiplied by a column of X while it is in the first-level cache. */
    private static final int ROWS = 4;

    /** Lanes that are moved at once, so that their matrices stay in the first-level cache. */
    private static final int BLOCK = 16;

    /** Entries that make up a whole cache line together with an array's header of 16 bytes. */
    private static final int HEADER = 6;

    private final int n;
    private final double[][] a;
    private final double[][] x;
    private final double[] entry;
    private final double[] ofResidual;
    private final double[] ofMatrix;
    private final double[] ofInverse;
    private final double[] asymmetry;

    LaneGroup(int n) {
        this.n = n;
        a = lanes(n, n * n);
        x = lanes(n, n * n);
        double[][] scratch = lanes(n, 5);
        entry = scratch[0];
        ofResidual = scratch[1];
        ofMatrix = scratch[2];
        ofInverse = scratch[3];
        asymmetry = scratch[4];
    }

    /** Matrices side by side: many for short loops' sake, few for the cache's. */
    static int lanes(int n) {
        return n <= 8 ? 128 : 64;
    }

    /** So many arrays of {@link #lanes(int)}; with its header each takes whole cache lines, so that all lie alike in them. */
    static double[][] lanes(int n, int arrays) {
        return new double[arrays][lanes(n) + HEADER];
    }

    /** A, n x n arrays of lanes, row-major. */
    double[][] matrices() {
        return a;
    }

    /** X, in the same layout. */
    double[][] inverses() {
        return x;
    }

    /** Takes in matrices {@code from} to {@code from + count - 1}. */
    void load(double[] matrices, int from, int count) {
        load(matrices, from, count, n * n, a);
    }

    /** Certifies the inverses, makes those of symmetric matrices symmetric, and hands over the good ones. */
    void finish(int from, int count, Start start, int[] steps, Inverses inverses) {
        symmetrize(count);
        addSquares(a, ofMatrix, count);
        addSquares(x, ofInverse, count);
        measure(count);
        store(from, count, inverses.entries());
        judge(from, count, start, steps, inverses);
    }

    /** From matrix after matrix to lane beside lane; by blocks of lanes, so that every cache line is fetched once. */
    static void load(double[] matrices, int from, int count, int size, double[][] a) {
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

    private void measure(int count) {
        Arrays.fill(ofResidual, 0, count, 0);
        for (int block = 0; block < n; block += ROWS) {
            for (int j = 0; j < n; j++) {
                for (int i = block; i < Math.min(n, block + ROWS); i++) {
                    residual(a, x, n, i, j, entry, count);
                    Lane.add(ofResidual, entry, entry, count);
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
    static void residual(double[][] a, double[][] x, int n, int i, int j, double[] t, int count) {
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

    private void judge(int from, int count, Start start, int[] steps, Inverses inverses) {
        double gamma = Residual.gamma(n);
        double identity = Math.sqrt(n);
        for (int l = 0; l < count; l++) {
            double residual = Math.sqrt(ofResidual[l]);
            double condition = Math.sqrt(ofMatrix[l]) * Math.sqrt(ofInverse[l]);
            double bound = Residual.guarded(residual + gamma * (condition + identity), n) + Residual.UNDERFLOW;
            boolean good = bound < GOOD_BOUND && residual <= GOOD_RESIDUAL * condition;
            if (good && ofMatrix[l] > LEAST_SQUARES && ofInverse[l] > LEAST_SQUARES) {
                double gap = 1 - bound;
                inverses.prove(from + l, start, steps[l], residual, bound, bound / gap, condition / gap);
            }
        }
    }
}
