package org.chiasma.inverter.internal.sampling;

import org.chiasma.api.UsageException;

/**
 * Independent entries, uniform in [low, high); with a bound on the determinant, only matrices with |det| above it, by
 * rejection within the matrix's own random numbers.
 *
 * <p>A bound of zero or more leaves exactly singular matrices out; a negative one leaves nothing out.
 */
final class UniformSampler extends StreamSampler {
    private static final int TRIALS = 2000;
    /** The trial has seen one acceptance in 2,000 at least, so this is never reached by chance. */
    private static final int ATTEMPTS = 2_000_000;

    private final double low;
    private final double high;
    private final boolean bounded;
    private final double logBound;

    /**
     * @param minDeterminant exclusive bound on |det|; negative for none
     * @throws UsageException {@code E-DATASET-DETERMINANT} if hardly any matrix fulfils the bound
     */
    UniformSampler(int size, long seed, double low, double high, double minDeterminant) {
        super(size, seed);
        if (!(low < high)) {
            throw new IllegalArgumentException("range [" + low + ", " + high + "] is empty");
        }
        this.low = low;
        this.high = high;
        this.bounded = minDeterminant >= 0;
        this.logBound = bounded ? StrictMath.log(minDeterminant) : Double.NEGATIVE_INFINITY;
        if (bounded) {
            requireAttainable(minDeterminant);
        }
    }

    @Override
    void draw(RandomStream random, double[] target, int offset, double[] scratch) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (accepted(random, target, offset, scratch)) {
                return;
            }
        }
        throw new IllegalStateException("no matrix accepted in " + ATTEMPTS + " attempts");
    }

    private boolean accepted(RandomStream random, double[] target, int offset, double[] scratch) {
        int entries = size() * size();
        for (int i = 0; i < entries; i++) {
            target[offset + i] = random.uniform(low, high);
        }
        return !bounded || Determinant.logMagnitude(size(), target, offset, scratch) > logBound;
    }

    private void requireAttainable(double minDeterminant) {
        RandomStream random = new RandomStream(~seed());
        double[] matrix = new double[size() * size()];
        double[] scratch = new double[scratchLength()];
        for (int trial = 0; trial < TRIALS; trial++) {
            if (accepted(random, matrix, 0, scratch)) {
                return;
            }
        }
        throw new UsageException(
                "E-DATASET-DETERMINANT",
                "--min-determinant %s: found none of %,d matrices of %d x %d with entries in [%s, %s] above it, expected one in %,d at least, use a smaller bound or a wider range"
                        .formatted(minDeterminant, TRIALS, size(), size(), low, high, TRIALS));
    }
}
