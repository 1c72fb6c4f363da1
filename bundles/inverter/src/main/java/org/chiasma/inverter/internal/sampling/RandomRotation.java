package org.chiasma.inverter.internal.sampling;

/**
 * Products with random orthogonal matrices of Haar distribution, by Householder reflections of Gaussian vectors: what the
 * QR decomposition of a Gaussian matrix gives, without forming either. Source: Stewart, The efficient generation of
 * random orthogonal matrices, SIAM J. Numer. Anal. 17 (1980).
 */
final class RandomRotation {
    private RandomRotation() {}

    /**
     * A := Q A for a new random orthogonal Q; about 4/3 n^3 operations.
     *
     * @param a holds the n x n matrix, row-major, from {@code offset} on
     * @param vector n entries of working memory
     */
    static void apply(RandomStream random, int n, double[] a, int offset, double[] vector) {
        for (int k = n - 1; k >= 0; k--) {
            double norm = 0;
            for (int i = k; i < n; i++) {
                vector[i] = random.nextGaussian();
                norm += vector[i] * vector[i];
            }
            norm = Math.sqrt(norm);
            double sign = vector[k] < 0 ? -1 : 1;
            scaleRow(n, a, offset + k * n, -sign);
            if (k < n - 1) {
                double product = norm * (norm + Math.abs(vector[k]));
                vector[k] += sign * norm;
                reflect(n, k, a, offset, vector, product);
            }
        }
    }

    private static void scaleRow(int n, double[] a, int at, double factor) {
        for (int j = 0; j < n; j++) {
            a[at + j] *= factor;
        }
    }

    /** A := (I - v v^T / product) A for v that is zero before k, with product = |v|^2 / 2. */
    private static void reflect(int n, int k, double[] a, int offset, double[] v, double product) {
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = k; i < n; i++) {
                sum += v[i] * a[offset + i * n + j];
            }
            sum /= product;
            for (int i = k; i < n; i++) {
                a[offset + i * n + j] -= sum * v[i];
            }
        }
    }

    /** A := A^T. */
    static void transpose(int n, double[] a, int offset) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double entry = a[offset + i * n + j];
                a[offset + i * n + j] = a[offset + j * n + i];
                a[offset + j * n + i] = entry;
            }
        }
    }
}
