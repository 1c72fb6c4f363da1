package org.chiasma.inverter.internal.sampling;

/**
 * How far a pair A (n x m), X (m x n) is from the four conditions that define the pseudoinverse, each as a ratio of
 * Frobenius norms; 0 / 0 is 0. For an invertible A they define the inverse.
 *
 * <p>Source: Penrose, A generalized inverse for matrices, Proc. Camb. Phil. Soc. 51 (1955). The second alone, with which
 * X = 0 passes, is not enough.
 *
 * @param matrix |A X A - A| / |A|
 * @param inverse |X A X - X| / |X|
 * @param left asymmetry of A X, |A X - (A X)^T| / |A X|
 * @param right asymmetry of X A, |X A - (X A)^T| / |X A|
 * @param allowance what rounding the entries of a perfect X alone may bring about
 */
public record Penrose(double matrix, double inverse, double left, double right, double allowance) {
    /** What each condition demands, in the order of {@link #ratio}. */
    public static final java.util.List<String> CONDITIONS = java.util.List.of(
            "|A X A - A| / |A|", "|X A X - X| / |X|", "|A X - (A X)^T| / |A X|", "|X A - (X A)^T| / |X A|");

    /** However ill-conditioned A is, a deviation of one percent is not put down to rounding. */
    private static final double MOST_ALLOWED = 0.01;

    /** The ratio of condition {@code i}, from 0. */
    public double ratio(int i) {
        return switch (i) {
            case 0 -> matrix;
            case 1 -> inverse;
            case 2 -> left;
            case 3 -> right;
            default -> throw new IndexOutOfBoundsException(i);
        };
    }

    /** The largest ratio that passes: {@code tolerance}, or the allowance where that is larger. */
    public double limit(double tolerance) {
        return Math.max(tolerance, allowance);
    }

    /** Whether condition {@code i} holds; NaN does not. */
    public boolean holds(int i, double tolerance) {
        return ratio(i) <= limit(tolerance);
    }

    /** Whether all four hold. */
    public boolean holds(double tolerance) {
        return holds(0, tolerance) && holds(1, tolerance) && holds(2, tolerance) && holds(3, tolerance);
    }

    /**
     * Changing X by u |X| changes A X A by u |A| |X| |A|, relative to A: u |A| |X|. Products add sums of that many terms.
     *
     * @param terms the longer side of A
     * @param unit unit roundoff of the entries of X
     */
    static double allowance(long terms, double unit, double normA, double normX) {
        return Math.min(MOST_ALLOWED, 4 * Math.sqrt((double) terms) * unit * normA * normX);
    }

    static double ratio(double part, double whole) {
        return part == 0 ? 0 : part / whole;
    }
}
