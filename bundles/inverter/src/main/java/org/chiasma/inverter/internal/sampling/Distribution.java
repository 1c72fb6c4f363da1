package org.chiasma.inverter.internal.sampling;

/** Families of random matrices. */
public enum Distribution {
    /** Independent uniform entries in [low, high), of matrices whose |det| is above a bound. */
    UNIFORM,
    /** Independent uniform entries in [low, high), whatever the determinant. */
    UNFILTERED,
    /** Random singular vectors, singular values in geometric progression from 1 to 1 / condition. */
    RANDSVD,
    /** Symmetric positive definite: random eigenvectors, eigenvalues in geometric progression from 1 to 1 / condition. */
    SPD,
    /** Correlations of simulated genotypes along a chromosome, shrunk towards the identity. */
    COVARIANCE;

    /**
     * The stream of matrices.
     *
     * @param size rows and columns, at least 1
     * @param settings range, bound and condition; those that do not belong to the distribution are ignored
     * @throws org.chiasma.api.UsageException {@code E-DATASET-DETERMINANT} if hardly any matrix fulfils the bound
     */
    public MatrixSampler sampler(int size, long seed, Settings settings) {
        return switch (this) {
            case UNIFORM -> new UniformSampler(size, seed, settings.low(), settings.high(), settings.minDeterminant());
            case UNFILTERED -> new UniformSampler(size, seed, settings.low(), settings.high(), -1);
            case RANDSVD -> new SingularValueSampler(size, seed, settings.condition());
            case SPD -> new PositiveDefiniteSampler(size, seed, settings.condition());
            case COVARIANCE -> new DosageCorrelationSampler(size, seed);
        };
    }

    /** Whether the matrices come from {@code low} and {@code high}. */
    public boolean hasRange() {
        return this == UNIFORM || this == UNFILTERED;
    }

    /** Whether the matrices come from {@code condition}. */
    public boolean hasCondition() {
        return this == RANDSVD || this == SPD;
    }

    /**
     * What the distributions are made from.
     *
     * @param low smallest entry
     * @param high largest entry
     * @param minDeterminant exclusive lower bound on |det|, 0 or more
     * @param condition ratio of the largest to the smallest singular value, 1 or more
     */
    public record Settings(double low, double high, double minDeterminant, double condition) {}
}
