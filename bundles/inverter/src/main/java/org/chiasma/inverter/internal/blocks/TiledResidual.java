package org.chiasma.inverter.internal.blocks;

import org.chiasma.linalg.Block;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * R = I - A X in an order of summation that rounds less than a plain product and is known: products over {@link #DEPTH}
 * columns of A at a time, each subtracted from R with one rounding. A term of an entry goes through at most DEPTH
 * roundings of its own product and n / DEPTH of the subtractions, so the rounding is at most gamma_k (|A| |X| + I) with k =
 * {@link #additions}, whatever the order inside the products (Higham, Accuracy and Stability of Numerical Algorithms, 2nd
 * ed., sections 3.1 and 4.2); a plain product has k = n + 2.
 */
final class TiledResidual {
    private static final int DEPTH = 128;
    private static final int HEIGHT = 256;

    private TiledResidual() {}

    /** k of the bound gamma_k, at n rows. */
    static int additions(int n) {
        return Math.min(n, DEPTH) + (n + DEPTH - 1) / DEPTH + 2;
    }

    /** Computes R, 2 n^3 operations; {@code r} is n x n. */
    static void compute(LinearAlgebra algebra, OffHeapMatrix a, OffHeapMatrix x, OffHeapMatrix r) {
        long n = a.rows();
        Block.of(r).fill(0);
        for (long i = 0; i < n; i++) {
            r.set(i, i, 1);
        }
        try (OffHeapMatrix tile = OffHeapMatrix.zeros(Math.min(HEIGHT, n), n)) {
            for (long i = 0; i < n; i += HEIGHT) {
                long height = Math.min(HEIGHT, n - i);
                Block product = new Block(tile, 0, 0, height, n);
                Block rows = new Block(r, i, 0, height, n);
                for (long k = 0; k < n; k += DEPTH) {
                    long depth = Math.min(DEPTH, n - k);
                    algebra.multiply(
                            1,
                            new Block(a, i, k, height, depth),
                            false,
                            new Block(x, k, 0, depth, n),
                            false,
                            0,
                            product);
                    algebra.add(-1, product, rows);
                }
            }
        }
    }
}
