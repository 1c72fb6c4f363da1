package org.chiasma.inverter.internal.sampling;

/**
 * A = U diag(s) V^T with independent random orthogonal U and V, and singular values in geometric progression from 1 to
 * 1 / condition: every matrix has that spectral condition number, up to rounding.
 */
final class SingularValueSampler extends StreamSampler {
    private final double[] values;

    SingularValueSampler(int size, long seed, double condition) {
        super(size, seed);
        this.values = Spectrum.geometric(size, condition);
    }

    @Override
    int scratchLength() {
        return size();
    }

    @Override
    void draw(RandomStream random, double[] target, int offset, double[] scratch) {
        int n = size();
        java.util.Arrays.fill(target, offset, offset + n * n, 0);
        for (int i = 0; i < n; i++) {
            target[offset + i * n + i] = values[i];
        }
        RandomRotation.apply(random, n, target, offset, scratch);
        RandomRotation.transpose(n, target, offset);
        RandomRotation.apply(random, n, target, offset, scratch);
    }
}
