package org.chiasma.inverter.internal.sampling;

/**
 * Singular matrices A = U V of rank r, uniform in 1 to n - 1, with U n x r and V r x n of uniform entries.
 *
 * <p>The entries of U and V are multiples of a power of two, few enough bits that every product and sum is exact: the
 * stored doubles are of rank r exactly (almost surely not less), not only up to rounding.
 */
public final class SingularSampler extends StreamSampler {
    /** Bits of a factor's entry: 2 * 21 and the sum of 2^11 products fit the 53 bits of a double. */
    private static final int BITS = 20;

    private static final int LARGEST = 1 << 11;

    /** With fewer values of an entry, U and V would now and then be of lower rank by chance. */
    private static final int FEWEST_VALUES = 1 << 14;

    private final double low;
    private final double grid;
    private final long steps;

    /**
     * @param size n, 2 to 2048
     * @param low smallest entry of U and V
     * @param high largest entry of U and V
     */
    public SingularSampler(int size, long seed, double low, double high) {
        super(size, seed);
        if (size < 2 || size > LARGEST) {
            throw new IllegalArgumentException("size " + size + ": expected 2 to " + LARGEST);
        }
        this.grid = Math.scalb(1.0, Math.getExponent(Math.max(Math.abs(low), Math.abs(high))) - BITS);
        this.low = Math.ceil(low / grid) * grid;
        this.steps = (long) (Math.floor(high / grid) - Math.ceil(low / grid)) + 1;
        if (!(steps >= FEWEST_VALUES)) {
            throw new IllegalArgumentException(
                    "range [" + low + ", " + high + "] is empty, or too narrow for matrices of known rank");
        }
    }

    /** Rank of matrix {@code k}. */
    public int rank(long k) {
        RandomStream random = new RandomStream(seed());
        random.seek(k);
        return rank(random);
    }

    private int rank(RandomStream random) {
        return 1 + random.nextInt(size() - 1);
    }

    @Override
    int scratchLength() {
        return 2 * size() * size();
    }

    @Override
    void draw(RandomStream random, double[] target, int offset, double[] scratch) {
        int n = size();
        int rank = rank(random);
        int v = n * rank;
        for (int i = 0; i < 2 * n * rank; i++) {
            scratch[i] = low + grid * ((random.nextLong() >>> 1) % steps);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < rank; k++) {
                    sum += scratch[i * rank + k] * scratch[v + k * n + j];
                }
                target[offset + i * n + j] = sum;
            }
        }
    }
}
