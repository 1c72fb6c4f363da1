package org.chiasma.symmetric.internal.simulation;

/**
 * Random numbers by position: number {@code i} of a stream is a hash of the stream's key and {@code i}, so that any part
 * of any stream can be drawn anywhere, in any order, and comes out the same to the bit.
 *
 * <p>The hash is the output function of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
 * OOPSLA 2014) on the counter key + (i + 1) G, where G is the golden ratio of 2^64.
 */
public final class CounterRandom {
    /** The golden ratio of 2^64: the distance of two neighbouring counters. */
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final long STREAM = 0xD1B54A32D192ED03L;

    private final long key;

    /** The stream {@code stream} of the generator {@code seed}. */
    public CounterRandom(long seed, long stream) {
        this.key = mix(seed * GOLDEN + stream * STREAM + 1);
    }

    /** What tells this stream from all others. */
    long key() {
        return key;
    }

    /** The 64 bits at {@code index}. */
    long bits(long index) {
        return mix(key + (index + 1) * GOLDEN);
    }

    /** Uniform: an odd multiple of 2^-54 below one, as near as a double comes to it. */
    public double uniform(long index) {
        return uniformOf(bits(index));
    }

    /**
     * Standard normal, by Box and Muller from the uniform numbers 2 {@code index} and 2 {@code index} + 1. By
     * {@link StrictMath}, so that it is the same everywhere.
     */
    public double normal(long index) {
        double radius = Math.sqrt(-2 * StrictMath.log(uniform(2 * index)));
        return radius * StrictMath.cos(2 * Math.PI * uniform(2 * index + 1));
    }

    /** The first {@code count} normal numbers. */
    double[] normals(int count) {
        double[] drawn = new double[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = normal(i);
        }
        return drawn;
    }

    /** The uniform number that 64 random bits stand for. */
    static double uniformOf(long bits) {
        return ((bits >>> 11) + 0.5) * 0x1p-53;
    }

    /** A bijection of the 64-bit numbers in which every bit depends on all. */
    static long mix(long counter) {
        long z = (counter ^ (counter >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
