package org.chiasma.nd4j.training;

import java.util.Arrays;

/**
 * What a placeholder of a graph holds in one step.
 *
 * @param values row-major, of this shape; not copied
 * @param shape extents
 */
// Arrays are handed to the graph; nobody compares two feeds.
@SuppressWarnings("ArrayRecordComponent")
public record Feed(float[] values, long... shape) {
    /** Checks that values and shape fit. */
    public Feed {
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException(values.length + " values for the shape " + Arrays.toString(shape));
        }
    }
}
