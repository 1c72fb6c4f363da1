package org.chiasma.completion.internal.kernel;

/**
 * The tangent kernel of a pair of unit vectors that are nearly equal or nearly opposite, without cancellation.
 *
 * <p>There rho = u.v keeps only half the digits of the angle. theta = 2 atan2(|u - v|, |u + v|) keeps all of them
 * (Kahan), and so does carrying the deficit 1 - rho instead of rho from layer to layer.
 */
final class NearPair {
    /** Pairs with 1 - |rho| below this are computed here. Beyond it the plain form is right to about 1e-13. */
    static final double DEFICIT = 1e-5;

    private NearPair() {}

    /** The kernel after {@code depth} layers between the unit vectors u and v. */
    static double kernel(double[] u, double[] v, int depth) {
        double difference = 0;
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            difference += (u[i] - v[i]) * (u[i] - v[i]);
            sum += (u[i] + v[i]) * (u[i] + v[i]);
        }
        return kernel(2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum)), depth);
    }

    private static double kernel(double firstAngle, int depth) {
        double angle = firstAngle;
        double theta = Math.cos(angle);
        for (int layer = 1; layer <= depth; layer++) {
            double deficit = deficit(angle);
            theta = (1 - deficit) + (Math.PI - angle) / Math.PI * theta;
            angle = 2 * Math.asin(Math.sqrt(Math.min(1, deficit / 2)));
        }
        return theta;
    }

    /** 1 - kappa1(cos angle) = 2 sin^2(angle / 2) - (sin angle - angle cos angle) / pi. */
    private static double deficit(double angle) {
        double half = Math.sin(angle / 2);
        return 2 * half * half - sineMinusArc(angle) / Math.PI;
    }

    /** sin a - a cos a, by its series where the two terms cancel. */
    private static double sineMinusArc(double a) {
        if (a > 0.1) {
            return Math.sin(a) - a * Math.cos(a);
        }
        double s = a * a;
        return a * s / 3 * (1 - s / 10 * (1 - s / 28 * (1 - s / 54 * (1 - s / 88))));
    }
}
