package org.chiasma.completion.internal.solve;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.chiasma.api.Progress;
import org.chiasma.completion.internal.kernel.ReluKernel;
import org.chiasma.linalg.Cholesky;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Fills the missing entries of a matrix whose columns are items with a kernel K; rows are independent. With O and U the
 * observed and the missing items of a row,
 *
 * <pre>
 * y_U = K_UO (K_OO + ridge I)^{-1} y_O
 * </pre>
 *
 * Rows that miss the same entries share a factorisation. If all incomplete rows do, only K_OO is ever formed. Otherwise
 * K is formed once, and rows that miss little are solved through the precision matrix P = (K + ridge I)^{-1}, as
 * y_U = -P_UU^{-1} P_UO y_O, whenever that is less work: n^3 once and |U|^3 / 3 per pattern in place of |O|^3 / 3.
 */
public final class KernelCompletion {
    /** Items of U whose kernel with O is in memory at once. */
    private static final int CROSS_ROWS = 4096;

    /** P loses digits in proportion to the condition number; past this the direct way is taken. */
    private static final double TRUSTED_CONDITION = 1e-9;

    private final LinearAlgebra algebra;
    private final ReluKernel kernel;
    private final double ridge;

    /** @param ridge added to the diagonal of the kernel; the variance of the noise, 0 or more */
    public KernelCompletion(LinearAlgebra algebra, ReluKernel kernel, double ridge) {
        this.algebra = algebra;
        this.kernel = kernel;
        this.ridge = ridge;
    }

    /**
     * What was done.
     *
     * @param patterns distinct sets of missing entries among the incomplete rows
     * @param reciprocalCondition the smallest estimate among the factored matrices over observed items; 1 if none
     *     was needed, {@code NaN} if the solution was iterative
     */
    public record Outcome(int patterns, double reciprocalCondition) {}

    /**
     * Fills the missing entries ({@code NaN}) in place. A row without an observed entry becomes zero.
     *
     * @param matrix q x n, n the number of items
     * @throws org.chiasma.api.DataException {@code E-LINALG-NOT-POSITIVE} if the ridge is too small for the kernel
     * @throws org.chiasma.api.CancelledException if cancelled; the matrix is then half filled
     */
    public Outcome complete(OffHeapMatrix matrix, Progress progress) {
        List<MissingPattern> patterns = MissingPattern.of(matrix);
        List<MissingPattern> solvable = patterns.stream()
                .filter(pattern -> pattern.observed().length > 0)
                .toList();
        patterns.stream().filter(pattern -> pattern.observed().length == 0).forEach(empty -> putZero(matrix, empty));
        double condition =
                switch (solvable.size()) {
                    case 0 -> 1;
                    case 1 -> completeShared(matrix, solvable.get(0), progress);
                    default -> completeScattered(matrix, solvable, progress);
                };
        return new Outcome(patterns.size(), condition);
    }

    private static void putZero(OffHeapMatrix matrix, MissingPattern pattern) {
        double[] zeros = new double[pattern.missing().length];
        for (int row : pattern.rows()) {
            matrix.writeRow(row, 0, zeros, 0, zeros.length);
        }
    }

    private double completeShared(OffHeapMatrix matrix, MissingPattern pattern, Progress progress) {
        OffHeapMatrix gram = kernel.gram(pattern.observed(), progress);
        progress.begin("solve", pattern.entries());
        progress.checkCancelled();
        OffHeapMatrix rows = Selection.of(matrix, pattern.rows(), pattern.observed());
        try (SharedFit fit = SharedFit.of(algebra, gram, ridge, rows)) {
            int[] missing = pattern.missing();
            for (int first = 0; first < missing.length; first += CROSS_ROWS) {
                int[] block = Arrays.copyOfRange(missing, first, Math.min(missing.length, first + CROSS_ROWS));
                try (OffHeapMatrix cross = kernel.cross(block, pattern.observed(), progress);
                        OffHeapMatrix predicted = fit.predict(cross)) {
                    Selection.put(predicted, matrix, pattern.rows(), block);
                }
            }
            return fit.reciprocalCondition();
        }
    }

    private double completeScattered(OffHeapMatrix matrix, List<MissingPattern> patterns, Progress progress) {
        try (OffHeapMatrix gram = kernel.gram(progress)) {
            Selection.mirrorLower(gram);
            double direct =
                    patterns.stream().mapToDouble(MissingPattern::directCost).sum();
            double mixed = patterns.stream()
                    .mapToDouble(pattern -> Math.min(pattern.directCost(), pattern.complementCost()))
                    .sum();
            double inversion = 3 * Math.pow((double) gram.rows(), 3);
            boolean complementPays = inversion + mixed < direct;
            if (complementPays) {
                return completeByPrecision(matrix, gram, patterns, progress);
            }
            progress.begin("solve", patterns.size());
            return patterns.stream()
                    .mapToDouble(pattern -> solveDirect(matrix, gram, pattern, progress))
                    .min()
                    .orElse(1);
        }
    }

    private double completeByPrecision(
            OffHeapMatrix matrix, OffHeapMatrix gram, List<MissingPattern> patterns, Progress progress) {
        progress.begin("inverse", 0);
        progress.checkCancelled();
        int[] all = IntStream.range(0, Math.toIntExact(gram.rows())).toArray();
        OffHeapMatrix copy = Selection.of(gram, all, all);
        double condition;
        OffHeapMatrix precision;
        try (Cholesky factor = algebra.cholesky(copy, ridge)) {
            condition = factor.reciprocalCondition();
            precision = factor.inverse();
        } catch (RuntimeException | Error e) {
            copy.close();
            throw e;
        }
        try (precision) {
            progress.begin("solve", patterns.size());
            boolean trusted = condition > TRUSTED_CONDITION;
            Predicate<MissingPattern> byComplement =
                    pattern -> trusted && pattern.complementCost() < pattern.directCost();
            new ComplementSolver(algebra, precision)
                    .complete(matrix, patterns.stream().filter(byComplement).toList(), progress);
            double direct = patterns.stream()
                    .filter(byComplement.negate())
                    .mapToDouble(pattern -> solveDirect(matrix, gram, pattern, progress))
                    .min()
                    .orElse(1);
            return Math.min(condition, direct);
        }
    }

    private double solveDirect(OffHeapMatrix matrix, OffHeapMatrix gram, MissingPattern pattern, Progress progress) {
        progress.checkCancelled();
        OffHeapMatrix observed = Selection.lowerTriangle(gram, pattern.observed());
        OffHeapMatrix rows = Selection.of(matrix, pattern.rows(), pattern.observed());
        try (SharedFit fit = SharedFit.of(algebra, observed, ridge, rows);
                OffHeapMatrix cross = Selection.of(gram, pattern.missing(), pattern.observed());
                OffHeapMatrix predicted = fit.predict(cross)) {
            Selection.put(predicted, matrix, pattern.rows(), pattern.missing());
            progress.advance(1);
            return fit.reciprocalCondition();
        }
    }
}
