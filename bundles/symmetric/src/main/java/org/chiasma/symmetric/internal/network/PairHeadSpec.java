package org.chiasma.symmetric.internal.network;

/**
 * The sizes of a pair head.
 *
 * @param features q, numbers of a column
 * @param halfWidth k: the network of a column sees the columns j - k to j + k
 * @param factors r of the embedding e
 * @param windows nu, quantities that are averaged over the columns between the two of a pair
 * @param skips known numbers of a pair that are inputs too: the sample correlations of X and of Y; 0 or 2
 * @param units of the hidden layers
 * @param activation of the hidden layers
 */
public record PairHeadSpec(
        int features, int halfWidth, int factors, int windows, int skips, int units, Activation activation) {
    /** Units of the second hidden layer of the pair network. */
    static final int LAST_UNITS = 32;

    /** Checks ranges. */
    public PairHeadSpec {
        if (features < 1
                || halfWidth < 0
                || factors < 1
                || windows < 1
                || skips < 0
                || units < 1
                || activation == null) {
            throw new IllegalArgumentException(
                    "no pair head of %d features, half-width %d, %d factors, %d windows, %d skips, %d units"
                            .formatted(features, halfWidth, factors, windows, skips, units));
        }
    }

    /** Inputs of the column network. */
    int inputs() {
        return features * (2 * halfWidth + 1);
    }

    /** Outputs of the column network: e, u, and the strength of the boundary. */
    int outputs() {
        return factors + windows + 1;
    }

    /** Inputs of the pair network that are there before any column network: the distance twice, and the skips. */
    int known() {
        return 2 + skips;
    }

    /** Inputs of the pair network that are made pair by pair: the boundary between, window means, products of factors. */
    int made() {
        return 1 + windows + factors;
    }

    /** Names and lengths of the weights, in their order. */
    String[] names() {
        return new String[] {
            "column-1-weights",
            "column-1-bias",
            "column-2-weights",
            "column-2-bias",
            "column-3-weights",
            "column-3-bias",
            "core",
            "known-weights",
            "made-weights",
            "sum-weights",
            "pair-1-bias",
            "pair-2-weights",
            "pair-2-bias",
            "pair-3-weights",
            "pair-3-bias"
        };
    }

    /** Extents of the weights of {@link #names}. */
    int[][] shapes() {
        return new int[][] {
            {inputs(), units},
            {units},
            {units, units},
            {units},
            {units, outputs()},
            {outputs()},
            {factors, factors},
            {known(), units},
            {made(), units},
            {factors, units},
            {units},
            {units, LAST_UNITS},
            {LAST_UNITS},
            {LAST_UNITS, 1},
            {1}
        };
    }
}
