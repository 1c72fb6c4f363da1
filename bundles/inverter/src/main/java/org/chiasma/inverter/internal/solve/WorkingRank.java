package org.chiasma.inverter.internal.solve;

import org.chiasma.inverter.internal.inversion.Certificate;
import org.chiasma.inverter.internal.inversion.Verdict;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Finds matrices that are singular to working precision although their inverse is proven.
 *
 * <p>A relationship matrix of centred genotypes, say, has rank n - 1; rounding its entries makes it invertible, and the
 * inverse of just these numbers can be proven. It consists of rounding errors magnified 1e16 times. So a matrix with a
 * singular value of at most n eps times the largest, once scaled by powers of two, counts as singular: rounding may have
 * made the difference.
 */
public final class WorkingRank {
    private static final double EPSILON = Math.ulp(1.0);

    private final LinearAlgebra algebra;

    /** @param algebra for singular values */
    public WorkingRank(LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    /** Whether a certificate is of a matrix so ill-conditioned that its rank has to be looked at. */
    public boolean isDoubtful(long n, Certificate certificate) {
        return certificate.verdict().isInverted() && certificate.condition() * n * EPSILON >= 1;
    }

    /**
     * The certificate, or that of a singular matrix; 8 n^3 / 3 operations.
     *
     * @param certificate of an inverse that was proven
     * @param matrix n x n; left scaled
     */
    public Certificate judge(Certificate certificate, OffHeapMatrix matrix) {
        PowerScaling.apply(matrix);
        double[] values = algebra.singularValues(matrix);
        int rank = 0;
        while (rank < values.length && values[rank] > values.length * EPSILON * values[0]) {
            rank++;
        }
        return rank == values.length
                ? certificate
                : new Certificate(
                        Verdict.SINGULAR,
                        certificate.start(),
                        certificate.steps(),
                        Double.NaN,
                        Double.NaN,
                        certificate.condition(),
                        rank);
    }
}
