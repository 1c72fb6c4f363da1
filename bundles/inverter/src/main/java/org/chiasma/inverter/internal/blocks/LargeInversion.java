package org.chiasma.inverter.internal.blocks;

import java.util.List;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Certificate;
import org.chiasma.inverter.internal.inversion.PivotInverse;
import org.chiasma.inverter.internal.inversion.Start;
import org.chiasma.inverter.internal.inversion.Verdict;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Inverses of large dense matrices of any size, each with a certificate; no inverse is given out without a proof.
 *
 * <p>Whatever finds the first inverse, the matrix is equilibrated by powers of two before, refined by Newton-Schulz steps on
 * the whole matrix while the residual falls, and proven by {@link ProvenBound}. Where that fails, LU factors are tried;
 * where they fail, singular values tell the rank. So does a proven inverse of a matrix whose condition n eps reaches one:
 * rounding alone may have made it invertible.
 *
 * <p>Besides the argument this takes four matrices of its size in memory. Products run on all threads of the algebra. It
 * can be cancelled between panels and steps. The argument is left as it is; it must be square, else {@code
 * E-INVERT-SHAPE}. Safe for use by several threads.
 */
public final class LargeInversion {
    private static final double EPSILON = Math.ulp(1.0);

    private final LinearAlgebra algebra;

    /** @param algebra for products, factors and singular values */
    public LargeInversion(LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    /** By LU factors with partial pivoting: the fastest and most accurate way on a CPU. 8 n^3 operations with one step. */
    public LargeInverse lu(OffHeapMatrix a, Progress progress) {
        return invert(a, new LuInverse(algebra), progress);
    }

    /**
     * By Gauss-Jordan elimination with pivot blocks, {@link BlockGaussJordan}. 8 n^3 operations with one step.
     *
     * @param size rows and columns of a pivot block; need not divide those of the matrix
     * @param pivots inverts blocks of that size; what it finds is refined before use, so it may be inaccurate
     * @param start what the certificate calls it: {@link Start#NETWORK} if a network inverts the pivots
     */
    public LargeInverse gaussJordan(OffHeapMatrix a, int size, PivotInverse pivots, Start start, Progress progress) {
        return invert(a, BlockGaussJordan.of(algebra, size, pivots, start), progress);
    }

    /**
     * By Schur complements without pivoting, {@link RecursiveSchur}: for comparison. Where it is not certified, LU factors
     * are, as the certificate tells; {@link LargeInverse#residualBefore} is of the Schur complements.
     *
     * @param size rows and columns of a leading block; need not divide those of the matrix
     * @param pivots inverts blocks of that size; what it finds is used as it is
     */
    public LargeInverse schur(OffHeapMatrix a, int size, PivotInverse pivots, Progress progress) {
        return invert(a, RecursiveSchur.of(algebra, size, pivots), progress);
    }

    /** By Newton-Schulz steps from the scaled transpose, 4 n^3 operations each, about 2 log2(condition) of them. */
    public LargeInverse newton(OffHeapMatrix a, Progress progress) {
        return invert(a, new TransposeStart(), progress);
    }

    /**
     * By Newton-Schulz steps from a given inverse.
     *
     * @param inverse n x n, of a similar matrix; left as it is
     * @throws IllegalArgumentException if it has another shape
     */
    public LargeInverse warm(OffHeapMatrix a, OffHeapMatrix inverse, Progress progress) {
        return invert(a, new WarmStart(inverse), progress);
    }

    private LargeInverse invert(OffHeapMatrix a, FirstInverse method, Progress progress) {
        BatchInversion.requireSquare("matrix", a.rows(), a.columns());
        progress.begin("scaling", 0);
        try (OffHeapMatrix scaled = OffHeapMatrix.zeros(a.rows(), a.columns())) {
            if (!copyFinite(a, scaled)) {
                return new LargeInverse(
                        Optional.empty(),
                        Certificate.refusal(Verdict.NOT_FINITE, method.start(), 0, Double.NaN, -1),
                        Double.NaN,
                        Double.NaN);
            }
            boolean symmetric = Symmetry.isSymmetric(scaled);
            Equilibration scaling = Equilibration.apply(scaled, symmetric);
            List<FirstInverse> ways =
                    method.start() == Start.LU ? List.of(method) : List.of(method, new LuInverse(algebra));
            double before = Double.NaN;
            int steps = 0;
            for (FirstInverse way : ways) {
                Optional<OffHeapMatrix> first = way.invert(scaled, scaling, progress);
                progress.checkCancelled();
                if (first.isEmpty()) {
                    before = Double.isNaN(before) ? Double.POSITIVE_INFINITY : before;
                    continue;
                }
                try (RefinedInverse refined =
                        new RefinedInverse(algebra, scaled, scaling, symmetric, first.get(), progress)) {
                    before = way.equals(method) ? refined.before() : before;
                    steps += refined.steps();
                    if (refined.isProven()) {
                        return judge(scaled, refined, way.start(), steps, before, progress);
                    }
                }
            }
            return refuse(singularValues(scaled, progress), method.start(), steps, before);
        }
    }

    private LargeInverse judge(
            OffHeapMatrix scaled, RefinedInverse refined, Start start, int steps, double before, Progress progress) {
        double condition = refined.condition();
        int n = Math.toIntExact(scaled.rows());
        if (condition * n * EPSILON >= 1) {
            double[] values = singularValues(scaled, progress);
            if (rank(values) < n) {
                return refuse(values, start, steps, before);
            }
        }
        Verdict verdict = condition < Certificate.ILL_CONDITION ? Verdict.CERTIFIED : Verdict.ILL_CONDITIONED;
        Certificate certificate =
                new Certificate(verdict, start, steps, refined.after(), refined.bound(), refined.error(), condition, n);
        return new LargeInverse(Optional.of(refined.release()), certificate, before, refined.after());
    }

    private double[] singularValues(OffHeapMatrix scaled, Progress progress) {
        progress.begin("rank", 0);
        progress.checkCancelled();
        return algebra.singularValues(scaled);
    }

    private static int rank(double[] values) {
        int rank = 0;
        while (rank < values.length && values[rank] > values.length * EPSILON * values[0]) {
            rank++;
        }
        return rank;
    }

    private static LargeInverse refuse(double[] values, Start start, int steps, double before) {
        int n = values.length;
        int rank = rank(values);
        double condition = rank < n ? Double.POSITIVE_INFINITY : values[0] / values[n - 1];
        Verdict verdict = rank < n ? Verdict.SINGULAR : Verdict.NEAR_SINGULAR;
        return new LargeInverse(
                Optional.empty(), Certificate.refusal(verdict, start, steps, condition, rank), before, Double.NaN);
    }

    private static boolean copyFinite(OffHeapMatrix source, OffHeapMatrix target) {
        double[] row = new double[Math.toIntExact(source.columns())];
        double sum = 0;
        for (long i = 0; i < source.rows(); i++) {
            source.readRow(i, 0, row, 0, row.length);
            for (double entry : row) {
                sum += 0 * entry;
            }
            target.writeRow(i, 0, row, 0, row.length);
        }
        return sum == 0;
    }
}
