package org.chiasma.inverter.internal.blocks;

import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.PivotInverse;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.linalg.Block;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * The inverse by Schur complements without pivoting, as networks for small matrices have been used on larger ones; kept
 * for comparison. It fails where a leading block is singular and loses the digits of its condition where it is nearly so,
 * even if the whole matrix is perfectly conditioned: without the certificate it is unsafe.
 *
 * <p>With the leading n0 x n0 block P, and S = D - C P^-1 B inverted by recursion,
 *
 * <pre>
 * [ P  B ] -1    [ P^-1 + W S^-1 V   -W S^-1 ]
 * [ C  D ]    =  [ -S^-1 V             S^-1  ]    W = P^-1 B, V = C P^-1
 * </pre>
 *
 * Here the descent and the return of the recursion are two sweeps over the same memory. The blocks' inverses are used as
 * they come, without refinement. 2 n^3 operations in thin products.
 *
 * @param algebra for products
 * @param pivots inverts the leading blocks
 */
record RecursiveSchur(LinearAlgebra algebra, PivotBlock pivots) implements FirstInverse {
    /** With leading blocks of {@code size}. */
    static RecursiveSchur of(LinearAlgebra algebra, int size, PivotInverse inverse) {
        return new RecursiveSchur(algebra, new PivotBlock(size, inverse));
    }

    @Override
    public Start start() {
        return Start.SCHUR;
    }

    @Override
    public Optional<OffHeapMatrix> invert(OffHeapMatrix scaled, Equilibration scaling, Progress progress) {
        long n = scaled.rows();
        OffHeapMatrix x = OffHeapMatrix.zeros(n, n);
        boolean inverted = false;
        try (OffHeapMatrix tall = OffHeapMatrix.zeros(n, pivots.size());
                OffHeapMatrix wide = OffHeapMatrix.zeros(pivots.size(), n)) {
            Block.of(x).copyFrom(Block.of(scaled));
            progress.begin("Schur complements", 2 * n);
            inverted = descend(x, tall, wide, progress);
            if (inverted) {
                ascend(x, tall, wide, progress);
            }
        } finally {
            if (!inverted) {
                x.close();
            }
        }
        return inverted ? Optional.of(x) : Optional.empty();
    }

    /** Leaves P^-1, W and V in the places of P, B and C, level by level. */
    private boolean descend(OffHeapMatrix x, OffHeapMatrix tall, OffHeapMatrix wide, Progress progress) {
        for (long k = 0; k < x.rows(); k += pivots.size()) {
            progress.checkCancelled();
            Level level = new Level(x, k, Math.min(pivots.size(), x.rows() - k));
            Optional<double[]> inverse = pivots.invert(level.pivot());
            if (inverse.isEmpty()) {
                return false;
            }
            level.pivot().write(inverse.get());
            Block c = level.leftOf(tall);
            c.copyFrom(level.left());
            Block b = level.topOf(wide);
            b.copyFrom(level.top());
            algebra.multiply(1, level.pivot(), false, b, false, 0, level.top());
            algebra.multiply(1, c, false, level.pivot(), false, 0, level.left());
            algebra.multiply(-1, c, false, level.top(), false, 1, level.rest());
            progress.advance(level.size);
        }
        return true;
    }

    private void ascend(OffHeapMatrix x, OffHeapMatrix tall, OffHeapMatrix wide, Progress progress) {
        long size = pivots.size();
        for (long k = (x.rows() - 1) / size * size; k >= 0; k -= size) {
            progress.checkCancelled();
            Level level = new Level(x, k, Math.min(size, x.rows() - k));
            Block v = level.leftOf(tall);
            v.copyFrom(level.left());
            Block w = level.topOf(wide);
            w.copyFrom(level.top());
            algebra.multiply(-1, level.rest(), false, v, false, 0, level.left());
            algebra.multiply(-1, w, false, level.rest(), false, 0, level.top());
            algebra.multiply(-1, w, false, level.left(), false, 1, level.pivot());
            progress.advance(level.size);
        }
    }

    /** The four blocks of one level of the recursion. */
    private record Level(OffHeapMatrix x, long first, long size) {
        private long remaining() {
            return x.rows() - first - size;
        }

        Block pivot() {
            return new Block(x, first, first, size, size);
        }

        Block top() {
            return new Block(x, first, first + size, size, remaining());
        }

        Block left() {
            return new Block(x, first + size, first, remaining(), size);
        }

        Block rest() {
            return new Block(x, first + size, first + size, remaining(), remaining());
        }

        Block topOf(OffHeapMatrix scratch) {
            return new Block(scratch, 0, 0, size, remaining());
        }

        Block leftOf(OffHeapMatrix scratch) {
            return new Block(scratch, 0, 0, remaining(), size);
        }
    }
}
