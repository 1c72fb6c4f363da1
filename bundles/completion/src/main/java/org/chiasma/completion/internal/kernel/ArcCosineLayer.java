package org.chiasma.completion.internal.kernel;

/**
 * One hidden ReLU layer of the neural tangent kernel of an infinitely wide network, on many pairs of items at once.
 *
 * <p>With theta = acos(rho): kappa0 = (pi - theta) / pi and kappa1 = (rho (pi - theta) + sin theta) / pi (Cho and Saul
 * 2009), scaled so that kappa1(1) = 1. Every loop is free of branches and calls, so that the compiler turns it into
 * vector instructions; {@link Math#fma} makes the results the same bits on every machine, and is slow on processors
 * that have no such instruction (before 2013).
 */
final class ArcCosineLayer {
    /** Entries per call: the work arrays stay in the first-level cache. */
    static final int BLOCK = 512;

    /**
     * Coefficients of asin(t) / t as a polynomial of degree 18 in t^2 on [0, 1/2]: Chebyshev interpolation at 60
     * digits, error 2e-17.
     */
    private static final double C1 = 0.16666666666664698;

    private static final double C2 = 0.07500000000464965;
    private static final double C3 = 0.04464285670805879;
    private static final double C4 = 0.030381965879733276;
    private static final double C5 = 0.022371516088920858;
    private static final double C6 = 0.017365538221973773;
    private static final double C7 = 0.013787393522368912;
    private static final double C8 = 0.013339371341015819;
    private static final double C9 = -0.003617853254378451;
    private static final double C10 = 0.08395286854574689;
    private static final double C11 = -0.3173198148176277;
    private static final double C12 = 1.0687443494526074;
    private static final double C13 = -2.6258024403358178;
    private static final double C14 = 4.864605144947002;
    private static final double C15 = -6.492606744847992;
    private static final double C16 = 5.969206755315709;
    private static final double C17 = -3.3818467029693404;
    private static final double C18 = 0.912261948607691;

    private static final double HALF_PI = Math.PI / 2;
    private static final double BY_PI = 1 / Math.PI;

    private final double[] square = new double[BLOCK];
    private final double[] series = new double[BLOCK];

    /**
     * Applies the layer in place: theta := kappa1(rho) + kappa0(rho) theta, then rho := kappa1(rho).
     *
     * <p>Absolute error about 4e-16 / sqrt(1 - |rho|), as acos is ill-conditioned at the ends.
     *
     * @param rho correlations in [-1, 1]; rounding beyond the ends does no harm
     * @param theta tangent kernel of the layer before, on unit variances
     * @param count how many, at most {@link #BLOCK}
     */
    void apply(double[] rho, double[] theta, int count) {
        halfDistance(rho, square, count);
        highTerms(square, series, count);
        middleTerms(square, series, count);
        lowTerms(square, series, count);
        supplement(rho, square, series, count);
        sine(square, count);
        combine(rho, theta, square, series, count);
    }

    /** t^2 = (1 - |rho|) / 2: the squared sine of half the angle to the nearer end. */
    private static void halfDistance(double[] rho, double[] square, int count) {
        for (int i = 0; i < count; i++) {
            square[i] = Math.abs(0.5 - 0.5 * Math.abs(rho[i]));
        }
    }

    private static void highTerms(double[] square, double[] series, int count) {
        for (int i = 0; i < count; i++) {
            double x = square[i];
            double p = Math.fma(C18, x, C17);
            p = Math.fma(p, x, C16);
            p = Math.fma(p, x, C15);
            p = Math.fma(p, x, C14);
            p = Math.fma(p, x, C13);
            series[i] = Math.fma(p, x, C12);
        }
    }

    private static void middleTerms(double[] square, double[] series, int count) {
        for (int i = 0; i < count; i++) {
            double x = square[i];
            double p = Math.fma(series[i], x, C11);
            p = Math.fma(p, x, C10);
            p = Math.fma(p, x, C9);
            p = Math.fma(p, x, C8);
            p = Math.fma(p, x, C7);
            series[i] = Math.fma(p, x, C6);
        }
    }

    private static void lowTerms(double[] square, double[] series, int count) {
        for (int i = 0; i < count; i++) {
            double x = square[i];
            double p = Math.fma(series[i], x, C5);
            p = Math.fma(p, x, C4);
            p = Math.fma(p, x, C3);
            p = Math.fma(p, x, C2);
            p = Math.fma(p, x, C1);
            series[i] = Math.fma(p, x, 1.0);
        }
    }

    /** series := pi - theta = pi/2 + sign(rho) (pi/2 - 2 asin t); the quotient is the sign, and 0 for rho = 0. */
    private static void supplement(double[] rho, double[] square, double[] series, int count) {
        for (int i = 0; i < count; i++) {
            double r = rho[i];
            double complement = HALF_PI - 2 * Math.sqrt(square[i]) * series[i];
            series[i] = HALF_PI + r / (Math.abs(r) + Double.MIN_NORMAL) * complement;
        }
    }

    /** square := sin theta = 2 t sqrt(1 - t^2). */
    private static void sine(double[] square, int count) {
        for (int i = 0; i < count; i++) {
            double x = square[i];
            square[i] = 2 * Math.sqrt(x - x * x);
        }
    }

    private static void combine(double[] rho, double[] theta, double[] sine, double[] supplement, int count) {
        for (int i = 0; i < count; i++) {
            double kappa0 = supplement[i] * BY_PI;
            double kappa1 = rho[i] * kappa0 + sine[i] * BY_PI;
            theta[i] = kappa1 + kappa0 * theta[i];
            rho[i] = kappa1;
        }
    }
}
