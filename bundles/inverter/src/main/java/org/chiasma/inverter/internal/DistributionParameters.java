package org.chiasma.inverter.internal;

import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.inverter.internal.sampling.Distribution;
import org.chiasma.inverter.internal.sampling.MatrixSampler;

/**
 * Which random matrices are generated, shared by the operations that generate some.
 *
 * @param distribution family of the matrices
 * @param low smallest entry of uniform matrices
 * @param high largest entry of uniform matrices
 * @param minDeterminant exclusive bound on |det| of {@code uniform}
 * @param condition condition number of {@code randsvd} and {@code spd}
 */
public record DistributionParameters(
        @Parameter(
                description =
                        "Which random matrices: uniform entries with a bound on the determinant; unfiltered, uniform without it; randsvd of a given condition number; spd, the same and symmetric positive definite; covariance, correlations of simulated genotypes.")
        Distribution distribution,

        @Parameter(description = "Smallest entry of uniform and unfiltered matrices.")
        double low,

        @Parameter(description = "Largest entry of uniform and unfiltered matrices.")
        double high,

        @Parameter(description = "Uniform matrices have |det| above this, 0 or more; 0.1 unless given.")
        Optional<Double> minDeterminant,

        @Parameter(
                description =
                        "Condition number of randsvd and spd matrices, 1 to 1e15; 100 unless given. Their largest singular value is 1.")
        Optional<Double> condition) {
    /** Entries between -1 and 1, determinants above 0.1. */
    public static final DistributionParameters DEFAULTS =
            new DistributionParameters(Distribution.UNIFORM, -1, 1, Optional.empty(), Optional.empty());

    private static final double MOST = 1e50;
    private static final double WORST_CONDITION = 1e15;

    /** Checks the ranges, and that nothing is given that the distribution does not use. */
    public DistributionParameters {
        if (!(low < high) || Math.abs(low) > MOST || Math.abs(high) > MOST) {
            throw new IllegalArgumentException("--low " + low + " and --high " + high
                    + ": expected a range from low to high between -" + MOST + " and " + MOST);
        }
        if (minDeterminant.isPresent()) {
            requireUse("--min-determinant", distribution == Distribution.UNIFORM, distribution);
            requireWithin("--min-determinant", minDeterminant.get(), 0, Double.MAX_VALUE);
        }
        if (condition.isPresent()) {
            requireUse("--condition", distribution.hasCondition(), distribution);
            requireWithin("--condition", condition.get(), 1, WORST_CONDITION);
        }
    }

    /**
     * The stream of matrices of one seed.
     *
     * @throws org.chiasma.api.UsageException {@code E-DATASET-DETERMINANT} if hardly any matrix fulfils the bound
     */
    public MatrixSampler sampler(int size, long seed) {
        return distribution.sampler(size, seed, settings());
    }

    /** The distribution in words, for reports and model cards: "uniform in [-1.0, 1.0], |det| above 0.1". */
    public String text() {
        Distribution.Settings settings = settings();
        return switch (distribution) {
            case UNIFORM -> "uniform in [%s, %s], |det| above %s".formatted(low, high, settings.minDeterminant());
            case UNFILTERED -> "uniform in [%s, %s], unfiltered".formatted(low, high);
            case RANDSVD -> "random singular vectors, condition " + settings.condition();
            case SPD -> "symmetric positive definite, condition " + settings.condition();
            case COVARIANCE -> "correlations of simulated genotypes";
        };
    }

    private Distribution.Settings settings() {
        return new Distribution.Settings(low, high, minDeterminant.orElse(0.1), condition.orElse(100.0));
    }

    private static void requireUse(String flag, boolean used, Distribution distribution) {
        if (!used) {
            throw new IllegalArgumentException(flag + ": found it with --distribution "
                    + distribution.name().toLowerCase(java.util.Locale.ROOT) + ", which does not use it, leave it out");
        }
    }

    private static void requireWithin(String flag, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(flag + " " + value + ": expected " + least
                    + (most == Double.MAX_VALUE ? " or more" : " to " + most));
        }
    }
}
