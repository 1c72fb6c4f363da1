package org.chiasma.symmetric.internal.cost;

/**
 * What a model costs.
 *
 * @param parameters numbers to be learned, exactly
 * @param bytes memory while it is fitted, without X, Y and Z
 * @param flops additions and multiplications of one pass over one example
 */
public record Cost(long parameters, double bytes, double flops) {
    /** Seconds of a pass at so many operations per second. */
    public double seconds(double flopsPerSecond) {
        return flops / flopsPerSecond;
    }

    /** Pairs of {@code columns} different columns, D (D - 1) / 2. */
    static long pairs(long columns) {
        return columns % 2 == 0
                ? Math.multiplyExact(columns / 2, columns - 1)
                : Math.multiplyExact(columns, (columns - 1) / 2);
    }
}
