package org.chiasma.symmetric.internal;

import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.symmetric.internal.cost.LowRankModel;
import org.chiasma.symmetric.internal.cost.NaiveNetwork;

/**
 * Parameters of {@code symmetric:cost}.
 *
 * @param columns D
 * @param rows N
 * @param rank r
 * @param features p
 * @param examples number of examples
 * @param hidden units of the naive design's hidden layer
 */
public record CostParameters(
        @Parameter(description = "Columns of X and Y, which are the rows and columns of Z; 2 to 1000000.")
        int columns,

        @Parameter(description = "Rows of X and of Y; 1 to 10000.")
        int rows,

        @Parameter(description = "Rank of the low-rank model; 1 to the number of features.")
        int rank,

        @Parameter(
                description = "Features of a column, 1 to 20000; a constant, 2 rows and 256 random ones unless given.")
        Optional<Integer> features,

        @Parameter(description = "Examples to learn from; 1 or more.")
        int examples,

        @Parameter(description = "Units of the hidden dense layer of the naive design; 1 to 100000.")
        int hidden) {
    /** Twenty rows and fifty thousand columns. */
    public static final CostParameters DEFAULTS = new CostParameters(50_000, 20, 32, Optional.empty(), 1, 128);

    private static final int RANDOM_FEATURES = 256;
    private static final int MOST_FEATURES = 20_000;

    /** Checks the ranges. */
    public CostParameters {
        requireWithin("--columns", columns, 2, 1_000_000);
        requireWithin("--rows", rows, 1, 10_000);
        requireWithin("--examples", examples, 1, Integer.MAX_VALUE);
        requireWithin("--hidden", hidden, 1, 100_000);
        if (features.isPresent()) {
            requireWithin("--features", features.get(), 1, MOST_FEATURES);
        }
        requireWithin("--rank", rank, 1, featureCount(rows, features));
    }

    /** The model whose cost is asked for. */
    LowRankModel model() {
        return new LowRankModel(featureCount(rows, features), rank);
    }

    /** What it is compared with. */
    NaiveNetwork naive() {
        return new NaiveNetwork(hidden);
    }

    private static int featureCount(int rows, Optional<Integer> features) {
        return features.orElse(Math.min(MOST_FEATURES, 1 + 2 * rows + RANDOM_FEATURES));
    }

    private static void requireWithin(String flag, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(flag + " " + value + ": expected " + least
                    + (most == Integer.MAX_VALUE ? " or more" : " to " + most));
        }
    }
}
