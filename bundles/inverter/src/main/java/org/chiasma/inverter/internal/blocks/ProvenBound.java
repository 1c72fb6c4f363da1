package org.chiasma.inverter.internal.blocks;

import java.util.Arrays;
import java.util.List;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * A proven bound on |I - A X|_2 from the computed residual, in O(n^2) operations.
 *
 * <p>The rounding of the residual is at most gamma_k (|A| |X| + I), entry by entry ({@link TiledResidual}). A matrix M
 * without negative entries has |M|_2^2 = rho(M^T M) &lt;= max_i (M^T M v)_i / v_i for every positive v (Collatz 1942,
 * Wielandt 1950); v = (1, ..., 1) gives at most |M|_1 |M|_inf, and the next power v = M^T M (1, ..., 1) nearly |M|_2^2
 * itself. So |A| |X| is bounded by products of matrices and vectors, far below its Frobenius norm's bound |A|_F |X|_F. Of
 * the residual itself the smaller of the Frobenius norm and the bound on its magnitudes is taken.
 *
 * <p>With |I - A X|_2 &lt;= b &lt; 1, A is not singular and |X - A^-1|_F &lt;= b / (1 - b) |X|_F, since X - A^-1 = -X E (I -
 * E)^-1 for E = I - A X.
 */
final class ProvenBound {
    private static final double UNIT_ROUNDOFF = 0x1p-53;

    /** More than what underflow of products, squares and scaled entries can hide, per row. */
    private static final double UNDERFLOW = 1e-150;

    private ProvenBound() {}

    /**
     * The bound, rounded up by more than its own rounding; NaN if an entry is.
     *
     * @param additions k of gamma_k
     */
    static double of(OffHeapMatrix a, OffHeapMatrix x, OffHeapMatrix residual, int additions) {
        int n = Math.toIntExact(a.rows());
        double ofResidual =
                Math.min(Magnitudes.frobenius(residual), Math.sqrt(squaredNorm(List.of(residual), 0, 1, n)));
        double ofMagnitudes = Math.sqrt(squaredNorm(List.of(a, x), 1, 2, n));
        double gamma = additions * UNIT_ROUNDOFF / (1 - additions * UNIT_ROUNDOFF);
        // Every computed norm is of sums of n terms without negative ones, four of them nested.
        double guard = 1 + (8.0 * n + 64) * UNIT_ROUNDOFF;
        return guard * (ofResidual + gamma * ofMagnitudes) + n * UNDERFLOW * (1 + Magnitudes.frobenius(x));
    }

    /** A bound on |M|_2^2, M = |F_1| |F_2| ... + identity I, the best of so many vectors v. */
    private static double squaredNorm(List<OffHeapMatrix> factors, double identity, int vectors, int n) {
        double[] v = new double[n];
        Arrays.fill(v, 1);
        double best = Double.POSITIVE_INFINITY;
        for (int done = 0; done < vectors; done++) {
            double[] image = v;
            for (int f = factors.size() - 1; f >= 0; f--) {
                image = Magnitudes.times(factors.get(f), image);
            }
            add(identity, v, image);
            double[] back = image;
            for (OffHeapMatrix factor : factors) {
                back = Magnitudes.transposedTimes(factor, back);
            }
            add(identity, image, back);
            double[] ratios = new double[n];
            for (int i = 0; i < n; i++) {
                ratios[i] = back[i] / v[i];
            }
            best = Math.min(best, Magnitudes.largest(ratios));
            v = back;
        }
        return best;
    }

    private static void add(double factor, double[] v, double[] target) {
        for (int i = 0; i < v.length; i++) {
            target[i] += factor * v[i];
        }
    }
}
