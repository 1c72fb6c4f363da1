package org.chiasma.completion.internal.solve;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.linalg.Cholesky;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Fills missing entries through the precision matrix P = (K + ridge I)^{-1} of all items: y_U = -y_O P_OU P_UU^{-1},
 * with O and U the observed and the missing items of a row.
 *
 * <p>The products y_O P_OU of many rows are one matrix product, with zeros for missing entries: picking P_OU for each
 * pattern would move more memory than it saves operations. A pattern then costs |U|^3 / 3 + 2 |U|^2 per row.
 */
final class ComplementSolver {
    /** Rows, at least, whose products are computed together. */
    private static final int BATCH = 512;

    private final LinearAlgebra algebra;
    private final OffHeapMatrix precision;

    /** @param precision P, n x n, symmetric, both triangles; stays the caller's */
    ComplementSolver(LinearAlgebra algebra, OffHeapMatrix precision) {
        this.algebra = algebra;
        this.precision = precision;
    }

    /** Fills the rows of {@code patterns} in place. */
    void complete(OffHeapMatrix matrix, List<MissingPattern> patterns, Progress progress) {
        List<MissingPattern> batch = new ArrayList<>();
        int rows = 0;
        for (int i = 0; i < patterns.size(); i++) {
            batch.add(patterns.get(i));
            rows += patterns.get(i).rows().length;
            if (rows >= BATCH || i == patterns.size() - 1) {
                completeBatch(matrix, batch, progress);
                batch.clear();
                rows = 0;
            }
        }
    }

    private void completeBatch(OffHeapMatrix matrix, List<MissingPattern> batch, Progress progress) {
        progress.checkCancelled();
        int[] rows = batch.stream()
                .flatMapToInt(pattern -> IntStream.of(pattern.rows()))
                .toArray();
        BitSet anyMissing = new BitSet();
        batch.forEach(pattern -> IntStream.of(pattern.missing()).forEach(anyMissing::set));
        int[] items = anyMissing.stream().toArray();
        try (OffHeapMatrix products = products(matrix, rows, items)) {
            int[] columnOf = new int[Math.toIntExact(precision.columns())];
            IntStream.range(0, items.length).forEach(column -> columnOf[items[column]] = column);
            int first = 0;
            for (MissingPattern pattern : batch) {
                progress.checkCancelled();
                int[] lines =
                        IntStream.range(first, first + pattern.rows().length).toArray();
                int[] columns = IntStream.of(pattern.missing())
                        .map(item -> columnOf[item])
                        .toArray();
                try (OffHeapMatrix filled = Selection.of(products, lines, columns)) {
                    solve(pattern, filled);
                    Selection.put(filled, matrix, pattern.rows(), pattern.missing());
                }
                first += lines.length;
                progress.advance(1);
            }
        }
    }

    /** -y_O P_OU of each of the rows, for all of {@code items}. */
    private OffHeapMatrix products(OffHeapMatrix matrix, int[] rows, int[] items) {
        OffHeapMatrix products = OffHeapMatrix.zeros(rows.length, items.length);
        try (OffHeapMatrix observed = Selection.rows(matrix, rows);
                OffHeapMatrix across = Selection.rows(precision, items)) {
            fillWithZeros(observed);
            algebra.multiply(-1, observed, false, across, true, 0, products);
            return products;
        } catch (RuntimeException | Error e) {
            products.close();
            throw e;
        }
    }

    private static void fillWithZeros(OffHeapMatrix rows) {
        double[] row = new double[Math.toIntExact(rows.columns())];
        for (long i = 0; i < rows.rows(); i++) {
            rows.readRow(i, 0, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                row[j] = Double.isNaN(row[j]) ? 0 : row[j];
            }
            rows.writeRow(i, 0, row, 0, row.length);
        }
    }

    private void solve(MissingPattern pattern, OffHeapMatrix filled) {
        OffHeapMatrix block = Selection.lowerTriangle(precision, pattern.missing());
        try (Cholesky factor = algebra.cholesky(block, 0)) {
            factor.solveTransposed(filled);
        } catch (RuntimeException | Error e) {
            block.close();
            throw e;
        }
    }
}
