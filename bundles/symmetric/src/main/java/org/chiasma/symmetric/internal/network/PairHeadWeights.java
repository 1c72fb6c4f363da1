package org.chiasma.symmetric.internal.network;

import java.util.Arrays;

/**
 * The weights of one pair head, one array for each of {@link PairHeadSpec#names}, row-major.
 *
 * @param spec sizes
 * @param arrays the numbers
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of a model, never compared
public record PairHeadWeights(PairHeadSpec spec, float[][] arrays) {
    /** Checks that the numbers are as many as the sizes say. */
    public PairHeadWeights {
        int[][] shapes = spec.shapes();
        if (arrays.length != shapes.length) {
            throw new IllegalArgumentException(arrays.length + " arrays of weights");
        }
        for (int k = 0; k < shapes.length; k++) {
            int length = Arrays.stream(shapes[k]).reduce(1, Math::multiplyExact);
            if (arrays[k] == null || arrays[k].length != length) {
                throw new IllegalArgumentException("weights " + spec.names()[k] + ": not " + length + " numbers");
            }
        }
    }

    /** An array by its name. */
    float[] get(String name) {
        return arrays[Arrays.asList(spec.names()).indexOf(name)];
    }

    /** How many numbers there are. */
    long count() {
        return Arrays.stream(arrays).mapToLong(array -> array.length).sum();
    }
}
