package org.chiasma.nd4j.training;

/**
 * What a placeholder holds in one step.
 *
 * @param entries row-major; read during the step only
 * @param shape their extents
 */
@SuppressWarnings("ArrayRecordComponent") // numbers handed over, never compared
public record Values(float[] entries, long... shape) {
    /** Checks that the extents fit. */
    public Values {
        long length = 1;
        for (long extent : shape) {
            length *= extent;
        }
        if (length != entries.length) {
            throw new IllegalArgumentException(entries.length + " values for " + length + " entries");
        }
    }
}
