package org.chiasma.inverter.internal.sampling;

/**
 * A = Q diag(e) Q^T with a random orthogonal Q, exactly symmetric, and eigenvalues in geometric progression from 1 to
 * 1 / condition.
 */
final class PositiveDefiniteSampler extends StreamSampler {
    private final double[] values;

    PositiveDefiniteSampler(int size, long seed, double condition) {
        super(size, seed);
        this.values = Spectrum.geometric(size, condition);
    }

    @Override
    int scratchLength() {
        return size() * size();
    }

    @Override
    void draw(RandomStream random, double[] target, int offset, double[] scratch) {
        int n = size();
        double[] vector = new double[n];
        java.util.Arrays.fill(scratch, 0, n * n, 0);
        for (int i = 0; i < n; i++) {
            scratch[i * n + i] = 1;
        }
        RandomRotation.apply(random, n, scratch, 0, vector);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += scratch[i * n + k] * values[k] * scratch[j * n + k];
                }
                target[offset + i * n + j] = sum;
                target[offset + j * n + i] = sum;
            }
        }
    }
}
