package org.chiasma.inverter.internal.inversion;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fast way for many matrices of n x n, side by side: a direct inverse without pivoting or equilibration, kept where
 * {@link LaneGroup} certifies it. Scratch space for one thread.
 *
 * <p>Elimination without pivoting is no method to trust, but the certificate does not trust it: of uniform matrices of 8 x
 * 8 one in 60 is left to the careful way, of 16 x 16 one in 25.
 */
final class LaneInversion {
    private final int n;
    private final LaneGroup group;
    private final double[][] a;
    private final double[][] x;
    private final double[] pivot;
    private final double[] factor;
    private final int[] steps;
    private final @Nullable Adjugate adjugate;

    LaneInversion(int n) {
        this.n = n;
        group = new LaneGroup(n);
        a = group.matrices();
        x = group.inverses();
        pivot = new double[LaneGroup.lanes(n)];
        factor = new double[LaneGroup.lanes(n)];
        steps = new int[LaneGroup.lanes(n)];
        adjugate = n <= Method.LARGEST_ADJUGATE ? new Adjugate(n, LaneGroup.lanes(n)) : null;
    }

    /** Inverts matrices {@code from} to {@code from + count - 1}, at most {@link LaneGroup#lanes(int)}; leaves out some. */
    void invert(double[] matrices, int from, int count, Inverses inverses) {
        group.load(matrices, from, count);
        if (adjugate != null) {
            adjugate.invert(a, x, count);
            group.finish(from, count, Start.COFACTORS, steps, inverses);
        } else {
            gaussJordan(count);
            group.finish(from, count, Start.GAUSS_JORDAN, steps, inverses);
        }
    }

    /** In place, from a copy of A in X, pivot by pivot down the diagonal. */
    private void gaussJordan(int count) {
        for (int e = 0; e < x.length; e++) {
            System.arraycopy(a[e], 0, x[e], 0, count);
        }
        for (int k = 0; k < n; k++) {
            take(x[k * n + k], 1, pivot, count);
            Lane.reciprocal(pivot, pivot, count);
            for (int j = 0; j < n; j++) {
                Lane.multiply(x[k * n + j], pivot, count);
            }
            for (int i = 0; i < n; i++) {
                if (i != k) {
                    eliminate(i, k, count);
                }
            }
        }
    }

    private void eliminate(int i, int k, int count) {
        take(x[i * n + k], 0, factor, count);
        int j = 0;
        for (; j + 1 < n; j += 2) {
            Lane.subtractBoth(x[i * n + j], x[k * n + j], x[i * n + j + 1], x[k * n + j + 1], factor, count);
        }
        if (j < n) {
            Lane.subtract(x[i * n + j], x[k * n + j], factor, count);
        }
    }

    /** Copies an entry's lanes and puts a column of the identity in their place. */
    private static void take(double[] entries, double identity, double[] copy, int count) {
        System.arraycopy(entries, 0, copy, 0, count);
        Arrays.fill(entries, 0, count, identity);
    }
}
