package org.chiasma.inverter.internal.sampling;

/**
 * Random numbers by counter: {@link #seek} goes to the numbers of matrix k, which depend on the seed and on k alone.
 *
 * <p>A SplitMix64 generator per matrix: start and increment are both hashes of seed and k, so that two matrices do not
 * meet on one sequence. Only arithmetic that is the same on every machine is used. Not safe for use by several threads.
 * Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
 */
final class RandomStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long state;
    private long increment;
    private double spareGaussian;

    RandomStream(long seed) {
        this.seed = hash(seed + GOLDEN);
        seek(0);
    }

    /** Goes to the first number of matrix {@code k}. */
    void seek(long k) {
        state = hash(seed ^ hash(k));
        increment = hash(state + GOLDEN) | 1;
        if (Long.bitCount(increment ^ (increment >>> 1)) < 24) { // too regular to mix well: SplittableRandom's remedy
            increment ^= 0xAAAAAAAAAAAAAAAAL;
        }
        spareGaussian = Double.NaN;
    }

    long nextLong() {
        state += increment;
        return hash(state);
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    double uniform(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Uniform in 0 to {@code bound - 1}; off by at most 2^-32 bound in probability. */
    int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Standard normal, by Marsaglia's polar method. */
    double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double spare = spareGaussian;
            spareGaussian = Double.NaN;
            return spare;
        }
        while (true) {
            double x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
                spareGaussian = y * scale;
                return x * scale;
            }
        }
    }

    private static long hash(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
