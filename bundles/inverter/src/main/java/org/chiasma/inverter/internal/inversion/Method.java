package org.chiasma.inverter.internal.inversion;

/** How an inverse is first found; all methods end with the same refinement and the same certificate. */
public enum Method {
    /** The fastest direct method for the size: cofactors up to 4 x 4, Gauss-Jordan elimination above. */
    AUTO,
    /** Newton-Schulz iteration from a network's guess, where the guess is provably good enough, else as NEWTON. */
    NETWORK,
    /** Newton-Schulz iteration from the scaled transpose A^T / (|A|_1 |A|_inf), or from a warm start. */
    NEWTON,
    /** LU factors with partial pivoting, as LAPACK's getrf and getri. */
    LAPACK;

    /** Rows and columns up to which the adjugate is both the fastest way and nearly always accurate enough. */
    static final int LARGEST_ADJUGATE = 4;

    /** One sentence for the user: what is done with {@code count} matrices of n x n, and why. */
    public String reason(int n, long count) {
        String work =
                count == 1 ? "one %d x %d matrix".formatted(n, n) : "%d matrices of %d x %d".formatted(count, n, n);
        return switch (this) {
            case AUTO ->
                n <= LARGEST_ADJUGATE
                        ? "cofactors for " + work
                                + ", because nothing is faster and each is certified; elimination with pivoting where that fails"
                        : "Gauss-Jordan elimination for " + work
                                + ", because on a CPU no network and no iteration is as fast or as accurate as a direct method";
            case NETWORK ->
                "a network's guess and Newton-Schulz steps for " + work + ", as asked; a direct method would be faster";
            case NEWTON -> "Newton-Schulz steps for " + work + ", as asked; a direct method would be faster";
            case LAPACK -> "LU factors with partial pivoting for " + work + ", as asked";
        };
    }
}
