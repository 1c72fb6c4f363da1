package org.chiasma.inverter.internal.network;

/**
 * The cubic step X (aI + bP + cP^2), P = AX, that is best on an interval [middle - half, middle + half] of eigenvalues
 * p of P: the residual 1 - p (a + b p + c p^2) is T3((middle - p) / half) / T3(middle / half), of all cubics the one with
 * the smallest maximum (T3 is Chebyshev's polynomial 4 z^3 - 3 z). Below the interval it falls from 1 monotonically, so
 * that |1 - p| &lt; 1 shrinks for every p in (0, middle + half]: no choice of the interval makes the step diverge.
 *
 * @param middle middle of the interval
 * @param half half its length
 */
record ChebyshevStep(double middle, double half) {
    /** The first step for eigenvalues in [lower, 1]. */
    static ChebyshevStep first(double lower) {
        return new ChebyshevStep((1 + lower) / 2, (1 - lower) / 2);
    }

    /** The best step for what this one leaves: eigenvalues within its largest residual of 1. */
    ChebyshevStep next() {
        return new ChebyshevStep(1, half * half * half / denominator());
    }

    double a() {
        return (12 * middle * middle - 3 * half * half) / denominator();
    }

    double b() {
        return -12 * middle / denominator();
    }

    double c() {
        return 4 / denominator();
    }

    /** half^3 T3(middle / half), free of a division by a half length near zero. */
    private double denominator() {
        return 4 * middle * middle * middle - 3 * middle * half * half;
    }
}
