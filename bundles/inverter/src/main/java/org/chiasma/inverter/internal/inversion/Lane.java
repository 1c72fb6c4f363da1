package org.chiasma.inverter.internal.inversion;

/**
 * Arithmetic on lanes: one entry of many matrices side by side, an array per entry.
 *
 * <p>The compiler turns these loops into vector instructions as long as they index from zero, touch few arrays and do
 * little; hence an array per entry instead of offsets into one, and two or three products a loop. Every lane is computed
 * in the same order, whatever its neighbours.
 */
final class Lane {
    private Lane() {}

    /** t = 1 / a. */
    static void reciprocal(double[] t, double[] a, int count) {
        for (int l = 0; l < count; l++) {
            t[l] = 1 / a[l];
        }
    }

    /** t *= a. */
    static void multiply(double[] t, double[] a, int count) {
        for (int l = 0; l < count; l++) {
            t[l] *= a[l];
        }
    }

    /** t = a b - c d. */
    static void cross(double[] t, double[] a, double[] b, double[] c, double[] d, int count) {
        for (int l = 0; l < count; l++) {
            t[l] = a[l] * b[l] - c[l] * d[l];
        }
    }

    /** t += a b. */
    static void add(double[] t, double[] a, double[] b, int count) {
        for (int l = 0; l < count; l++) {
            t[l] += a[l] * b[l];
        }
    }

    /** t += a b + c d. */
    static void add(double[] t, double[] a, double[] b, double[] c, double[] d, int count) {
        for (int l = 0; l < count; l++) {
            t[l] += a[l] * b[l] + c[l] * d[l];
        }
    }

    /** t -= a b. */
    static void subtract(double[] t, double[] a, double[] b, int count) {
        for (int l = 0; l < count; l++) {
            t[l] -= a[l] * b[l];
        }
    }

    /** t = s - (a b + c d). */
    static void subtract(double[] t, double s, double[] a, double[] b, double[] c, double[] d, int count) {
        for (int l = 0; l < count; l++) {
            t[l] = s - (a[l] * b[l] + c[l] * d[l]);
        }
    }

    /** t -= a b + c d + e f. */
    static void subtract(
            double[] t, double[] a, double[] b, double[] c, double[] d, double[] e, double[] f, int count) {
        for (int l = 0; l < count; l++) {
            t[l] -= a[l] * b[l] + c[l] * d[l] + e[l] * f[l];
        }
    }

    /** t -= f a and u -= f b. */
    static void subtractBoth(double[] t, double[] a, double[] u, double[] b, double[] f, int count) {
        for (int l = 0; l < count; l++) {
            double factor = f[l];
            t[l] -= factor * a[l];
            u[l] -= factor * b[l];
        }
    }

    /**
     * Copies four successive entries, the first of them at {@code at}, of matrices {@code size} apart to four arrays, from
     * lane {@code begin} to {@code end} - 1.
     */
    static void load(
            double[] t, double[] u, double[] v, double[] w, int begin, int end, double[] matrices, int at, int size) {
        for (int l = begin, from = at; l < end; l++, from += size) {
            t[l] = matrices[from];
            u[l] = matrices[from + 1];
            v[l] = matrices[from + 2];
            w[l] = matrices[from + 3];
        }
    }

    /** The reverse of {@link #load}. */
    static void store(
            double[] t, double[] u, double[] v, double[] w, int begin, int end, double[] matrices, int at, int size) {
        for (int l = begin, to = at; l < end; l++, to += size) {
            matrices[to] = t[l];
            matrices[to + 1] = u[l];
            matrices[to + 2] = v[l];
            matrices[to + 3] = w[l];
        }
    }

    /** t += |a - b|. */
    static void addDistance(double[] t, double[] a, double[] b, int count) {
        for (int l = 0; l < count; l++) {
            t[l] += Math.abs(a[l] - b[l]);
        }
    }
}
