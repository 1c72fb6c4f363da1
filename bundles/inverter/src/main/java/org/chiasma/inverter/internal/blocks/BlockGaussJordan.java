package org.chiasma.inverter.internal.blocks;

import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.PivotInverse;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.linalg.Block;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Gauss-Jordan elimination in place with pivot blocks of n0 x n0, 2 n^3 operations, nearly all of them in matrix products.
 *
 * <p>For every n0 columns the pivot rows are those that partial pivoting chooses in them; the block P they form is
 * inverted to working precision, and with the other rows of these columns as L and the other columns of these rows as U
 *
 * <pre>
 * [ P  U ]      [  P^-1      P^-1 U     ]
 * [ L  S ]  ->  [ -L P^-1    S - L P^-1 U ]
 * </pre>
 *
 * leaves the inverse of the permuted matrix at the end, whose columns are then put in order. Columns wait in groups of
 * {@link #GROUP}: inside a group only the group's columns are eliminated, the others follow by one product with them, so
 * that small pivot blocks cost little more than large ones.
 *
 * @param algebra for products and the choice of pivot rows
 * @param pivots inverts the pivot blocks
 * @param start what the certificate calls it
 */
record BlockGaussJordan(LinearAlgebra algebra, PivotBlock pivots, Start start) implements FirstInverse {
    /** Columns eliminated before the rest of the matrix follows, about. */
    private static final int GROUP = 128;

    /** With pivot blocks of {@code size}, first inverted by {@code inverse} to any precision. */
    static BlockGaussJordan of(LinearAlgebra algebra, int size, PivotInverse inverse, Start start) {
        return new BlockGaussJordan(algebra, new PivotBlock(size, new RefinedPivots(inverse)), start);
    }

    @Override
    public Optional<OffHeapMatrix> invert(OffHeapMatrix scaled, Equilibration scaling, Progress progress) {
        int n = Math.toIntExact(scaled.rows());
        OffHeapMatrix x = OffHeapMatrix.zeros(n, n);
        boolean inverted = false;
        try {
            Block.of(x).copyFrom(Block.of(scaled));
            inverted = eliminate(x, progress);
        } finally {
            if (!inverted) {
                x.close();
            }
        }
        return inverted ? Optional.of(x) : Optional.empty();
    }

    private boolean eliminate(OffHeapMatrix x, Progress progress) {
        int n = Math.toIntExact(x.rows());
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        int size = pivots.size();
        int group = Math.min(n, size * Math.max(1, GROUP / size));
        progress.begin("block elimination", n);
        try (OffHeapMatrix columns = OffHeapMatrix.zeros(n, size);
                OffHeapMatrix rows = OffHeapMatrix.zeros(size, group);
                OffHeapMatrix groupRows = OffHeapMatrix.zeros(group, n)) {
            for (int first = 0; first < n; first += group) {
                int width = Math.min(group, n - first);
                for (int k = first; k < first + width; k += size) {
                    progress.checkCancelled();
                    int height = Math.min(size, first + width - k);
                    choosePivots(x, k, height, order);
                    if (!eliminateInGroup(x, k, height, first, width, columns, rows)) {
                        return false;
                    }
                }
                followGroup(x, first, width, groupRows);
                progress.advance(width);
            }
        }
        orderColumns(x, order);
        return true;
    }

    private void choosePivots(OffHeapMatrix x, int k, int height, int[] order) {
        int[] exchanges = algebra.pivotRows(new Block(x, k, k, x.rows() - k, height));
        for (int j = 0; j < height; j++) {
            int row = k + j;
            int other = k + exchanges[j];
            algebra.exchangeRows(x, row, other);
            int moved = order[row];
            order[row] = order[other];
            order[other] = moved;
        }
    }

    /** One pivot block, applied to the columns of its group. */
    private boolean eliminateInGroup(
            OffHeapMatrix x, int k, int height, int first, int width, OffHeapMatrix columns, OffHeapMatrix rows) {
        Block pivot = new Block(x, k, k, height, height);
        Optional<double[]> inverse = pivots.invert(pivot);
        if (inverse.isEmpty()) {
            return false;
        }
        // With L's block of rows P replaced by -I, and U's block of columns P by I, all four cases are one product.
        Block left = new Block(columns, 0, 0, x.rows(), height);
        Block ofPivots = new Block(x, 0, k, x.rows(), height);
        left.copyFrom(ofPivots);
        double[] minusIdentity = new double[height * height];
        double[] identity = new double[height * height];
        for (int i = 0; i < height; i++) {
            minusIdentity[i * height + i] = -1;
            identity[i * height + i] = 1;
        }
        new Block(columns, k, 0, height, height).write(minusIdentity);
        ofPivots.fill(0);
        pivot.write(identity);
        Block right = new Block(x, k, first, height, width);
        Block scaledRight = new Block(rows, 0, 0, height, width);
        try (OffHeapMatrix inverted = OffHeapMatrix.zeros(height, height)) {
            Block.of(inverted).write(inverse.get());
            algebra.multiply(1, Block.of(inverted), false, right, false, 0, scaledRight);
        }
        right.fill(0);
        algebra.multiply(-1, left, false, scaledRight, false, 1, new Block(x, 0, first, x.rows(), width));
        return true;
    }

    /** The columns outside the group: those of its rows become P^-1 U, the others lose L P^-1 U. */
    private void followGroup(OffHeapMatrix x, int first, int width, OffHeapMatrix groupRows) {
        Block group = new Block(x, 0, first, x.rows(), width);
        int end = first + width;
        follow(x, group, new Block(x, first, 0, width, first), groupRows);
        follow(x, group, new Block(x, first, end, width, x.columns() - end), groupRows);
    }

    private void follow(OffHeapMatrix x, Block group, Block rows, OffHeapMatrix scratch) {
        if (rows.columns() == 0) {
            return;
        }
        Block before = new Block(scratch, 0, 0, rows.rows(), rows.columns());
        before.copyFrom(rows);
        rows.fill(0);
        algebra.multiply(
                1, group, false, before, false, 1, new Block(x, 0, rows.firstColumn(), x.rows(), rows.columns()));
    }

    /** What was found is A^-1 P^T with row i of P A being row order[i] of A. */
    private static void orderColumns(OffHeapMatrix x, int[] order) {
        double[] row = new double[order.length];
        double[] ordered = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            x.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                ordered[order[j]] = row[j];
            }
            x.writeRow(i, 0, ordered, 0, ordered.length);
        }
    }
}
