package org.chiasma.inverter.internal.inversion;

/**
 * What is proven of an inverse X of A, for any A that was not refused; for refused ones, why.
 *
 * <p>A is scaled by powers of two where that helps, which is exact: As = R A C, otherwise As = A. With E a bound on the
 * rounding of the computed residual, {@code bound} = |I - As Xs| + |E| &lt; 1 proves that A is not singular (Neumann
 * series), and that row i of Xs is off by at most bound / (1 - bound) of its length, since Xs - As^-1 = -Xs F (I - F)^-1
 * for F = I - As Xs. Scaled back, that bounds the error of X itself. The norm is Frobenius's for small matrices and the
 * spectral norm for large ones. An inverse whose error cannot be proven to be below one is none.
 *
 * @param verdict what is known
 * @param start what X was refined from
 * @param steps Newton-Schulz steps taken, of 4 n^3 operations each
 * @param residual |I - A X|_F of the matrix as given, as computed; NaN when there is no X
 * @param bound proven bound on |I - As Xs|; NaN when there is no X
 * @param error proven bound on |X - A^-1|_F / |X|_F, of the matrix as given; NaN when there is no X
 * @param condition |As|_F |Xs|_F / (1 - bound), a proven bound on the condition number of As; the ratio of its singular
 *     values when it is near-singular, infinite when singular, NaN for NaN
 * @param rank n when inverted, otherwise the number of singular values above n eps times the largest; -1 for NaN
 */
public record Certificate(
        Verdict verdict,
        Start start,
        int steps,
        double residual,
        double bound,
        double error,
        double condition,
        long rank) {
    /** Condition from which on a proven inverse is called ill-conditioned: half of the digits may be lost. */
    public static final double ILL_CONDITION = 1e8;

    /** Of a matrix that was refused. */
    public static Certificate refusal(Verdict verdict, Start start, int steps, double condition, long rank) {
        return new Certificate(verdict, start, steps, Double.NaN, Double.NaN, Double.NaN, condition, rank);
    }
}
