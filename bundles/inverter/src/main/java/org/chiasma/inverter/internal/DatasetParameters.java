package org.chiasma.inverter.internal;

import org.chiasma.api.parameter.Parameter;
import org.chiasma.inverter.internal.sampling.SingularSampler;

/**
 * Parameters of {@code inverter:dataset}.
 *
 * @param size rows and columns of each matrix
 * @param count matrices of each kind
 * @param distribution of the invertible ones
 * @param seed of the random numbers
 */
public record DatasetParameters(
        @Parameter(description = "Rows and columns of each matrix, 2 to 512.")
        int size,

        @Parameter(description = "Number of invertible matrices, and of singular ones; 1 or more.")
        long count,

        DistributionParameters distribution,

        @Parameter(description = "Seed: the same seed gives the same matrices.")
        long seed) {
    /** Ten thousand matrices of 3 x 3. */
    public static final DatasetParameters DEFAULTS =
            new DatasetParameters(3, 10_000, DistributionParameters.DEFAULTS, 1);

    private static final int LARGEST = 512;
    /** So that the singular matrices have nothing to do with the others. */
    private static final long SINGULAR = 0x53494E47554C4152L;

    /** Checks the ranges. */
    public DatasetParameters {
        if (size < 2 || size > LARGEST) {
            throw new IllegalArgumentException("--size " + size + ": expected 2 to " + LARGEST);
        }
        if (count < 1 || count > Long.MAX_VALUE / LARGEST) {
            throw new IllegalArgumentException("--count " + count + ": expected 1 or more");
        }
        singular(size, distribution, seed);
    }

    /** The stream of singular matrices, from the range of the others where they have one. */
    SingularSampler singular() {
        return singular(size, distribution, seed);
    }

    private static SingularSampler singular(int size, DistributionParameters distribution, long seed) {
        boolean range = distribution.distribution().hasRange();
        return new SingularSampler(
                size, seed ^ SINGULAR, range ? distribution.low() : -1, range ? distribution.high() : 1);
    }
}
