package org.chiasma.symmetric.internal;

import java.util.List;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.symmetric.internal.model.FeatureSpec;

/**
 * Features of the columns.
 *
 * @param context half-widths of windows
 * @param random number of random features
 * @param bandwidth of the random features
 * @param correlations whether sample correlations are a part of the model
 * @param exampleFeatures whether an example's means are features
 * @param seed of the random features, and of networks
 */
public record FeatureParameters(
        @Parameter(
                value = "W",
                description =
                        "Half-width of a window of neighbouring columns whose means are features too; again for more windows. For columns in the order of a genome.")
        List<Integer> context,

        @Parameter(description = "Number of random ReLU features of the values, for what is not linear in them.")
        int random,

        @Parameter(description = "Scale of the random features' weights; larger ones bend more.")
        double bandwidth,

        @Parameter(
                description =
                        "Make the sample correlations of the columns of X, and of Y, a part of the model: for Z that is a correlation, as of genes or of linkage.")
        boolean correlations,

        @Parameter(description = "Make the means of X and Y over an example (or chromosome) and its size features.")
        boolean exampleFeatures,

        @Parameter(description = "Seed of everything random.")
        long seed) {
    /** Values and random features. */
    public static final FeatureParameters DEFAULTS = new FeatureParameters(List.of(), 256, 1, false, false, 7);

    /** Checks ranges. */
    public FeatureParameters {
        context = List.copyOf(context);
        new FeatureSpec(context, random, bandwidth, seed, correlations, exampleFeatures);
    }

    FeatureSpec spec() {
        return new FeatureSpec(context, random, bandwidth, seed, correlations, exampleFeatures);
    }
}
