package org.chiasma.inverter.internal.inversion;

/**
 * What is proven of an inverse X of A, for any A that was not refused; for refused ones, why.
 *
 * <p>A is scaled by powers of two where that helps, which is exact: As = R A C, otherwise As = A. With E a bound on the rounding of the computed
 * residual, {@code bound} = |I - As Xs|_F + |E|_F &lt; 1 proves that A is not singular (Neumann series) and that the
 * relative error |Xs - As^-1| / |Xs| is at most bound / (1 - bound).
 *
 * @param verdict what is known
 * @param start what X was refined from
 * @param steps Newton-Schulz steps taken, of 4 n^3 operations each
 * @param residual |I - A X|_F of the matrix as given, as computed; NaN when there is no X
 * @param bound proven bound on |I - As Xs|_F; NaN when there is no X
 * @param condition |As|_F |Xs|_F, an upper bound on the spectral condition number of As; the
 *     ratio of its singular values when it is near-singular, infinite when singular, NaN for NaN
 * @param rank n when inverted, otherwise the number of singular values above n eps times the largest; -1 for NaN
 */
public record Certificate(
        Verdict verdict, Start start, int steps, double residual, double bound, double condition, long rank) {
    /** Condition from which on a proven inverse is called ill-conditioned: half of the digits may be lost. */
    public static final double ILL_CONDITION = 1e8;

    /** Proven bound on the relative error of Xs in the Frobenius norm. */
    public double error() {
        return bound < 1 ? bound / (1 - bound) : Double.POSITIVE_INFINITY;
    }
}
