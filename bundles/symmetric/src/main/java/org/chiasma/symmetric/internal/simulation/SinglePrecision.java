package org.chiasma.symmetric.internal.simulation;

/**
 * Elementary functions of the entries of a {@link Block} in single precision. The loops are plain float32 arithmetic that
 * the compiler vectorises, apart from those that look into the bits; conversions have loops of their own, so that none waits
 * for another. Results are the same on every processor, as Java's arithmetic is. The polynomials interpolate at Chebyshev
 * points; the errors named are bounds of the whole function, checked by the tests.
 */
final class SinglePrecision {
    private static final float LN_2 = 0.6931472f;
    private static final float[] MULTIPLES_OF_LN_2 = new float[Long.SIZE];

    static {
        for (int e = 0; e < MULTIPLES_OF_LN_2.length; e++) {
            MULTIPLES_OF_LN_2[e] = e * LN_2;
        }
    }

    private SinglePrecision() {}

    /**
     * -log(u) = e ln 2 - log(1 - w) of the uniform numbers u = ((bits &gt;&gt;&gt; 11) + 1/2) 2^-53 = 2^-e (1 - w), with w in
     * [0, 1/2]. Relative error below 3e-7, for numbers near one, too: w comes from the bits.
     */
    static void minusLogUniform(Block block, long[] bits, float[] target) {
        long[] complements = block.longs;
        float[] ws = block.third;
        for (int t = block.from(); t < block.to(); t++) {
            long u = (bits[t] & -2048L) | 1024;
            int zeros = Long.numberOfLeadingZeros(u);
            complements[t] = -(u << zeros) >>> 1;
            target[t] = MULTIPLES_OF_LN_2[zeros];
        }
        for (int t = block.from(); t < block.to(); t++) {
            ws[t] = (float) complements[t];
        }
        for (int t = block.from(); t < block.to(); t++) {
            float w = ws[t] * 0x1p-63f;
            float p = 1.7770182f;
            p = p * w - 2.555768f;
            p = p * w + 2.049732f;
            p = p * w - 0.63501287f;
            p = p * w + 0.35381535f;
            p = p * w + 0.17321175f;
            p = p * w + 0.25216985f;
            p = p * w + 0.33324498f;
            p = p * w + 0.5000014f;
            p = p * w + 1;
            target[t] += p * w;
        }
    }

    /** cos(2 pi v) of the uniform numbers v that the {@code bits} stand for. Absolute error below 3e-7. */
    static void cosineOfTurns(Block block, long[] bits, float[] target) {
        int[] halves = block.ints;
        float[] turns = block.third;
        for (int t = block.from(); t < block.to(); t++) {
            halves[t] = (int) (bits[t] >> 32);
        }
        for (int t = block.from(); t < block.to(); t++) {
            turns[t] = (float) halves[t];
        }
        for (int t = block.from(); t < block.to(); t++) {
            // A turn more or less does not matter, so the upper half may count as negative.
            float c = 0.25f - Math.abs(turns[t] * 0x1p-32f);
            float s = c * c;
            float p = 39.760723f;
            p = p * s - 76.58128f;
            p = p * s + 81.60248f;
            p = p * s - 41.341682f;
            p = p * s + 6.2831855f;
            target[t] = p * c;
        }
    }

    /** exp(x) = exp(x / 256)^256, for x between -40 and 40. Relative error below 1e-4. */
    static void exp(Block block, float[] x, float[] target) {
        for (int t = block.from(); t < block.to(); t++) {
            float y = x[t] * 0x1p-8f;
            float p = 0.008333334f;
            p = p * y + 0.041666668f;
            p = p * y + 0.16666667f;
            p = p * y + 0.5f;
            p = p * y + 1;
            target[t] = p * y + 1;
        }
        for (int twice = 0; twice < 2; twice++) {
            for (int t = block.from(); t < block.to(); t++) {
                float square = target[t] * target[t];
                float fourth = square * square;
                float eighth = fourth * fourth;
                target[t] = eighth * eighth;
            }
        }
    }

    /** log(y), for normal positive y; exactly 0 at 1. Error below 3e-7 max(1, |log y|). */
    static void log(Block block, float[] y, float[] target) {
        float[] scratch = block.third;
        for (int t = block.from(); t < block.to(); t++) {
            int bits = Float.floatToRawIntBits(y[t]);
            int exponent = (bits - 0x3F400000) >> 23;
            scratch[t] = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
            target[t] = exponent * LN_2;
        }
        for (int t = block.from(); t < block.to(); t++) {
            float z = scratch[t];
            float p = -0.044713844f;
            p = p * z + 0.1045625f;
            p = p * z - 0.13191901f;
            p = p * z + 0.14492492f;
            p = p * z - 0.16645353f;
            p = p * z + 0.19989294f;
            p = p * z - 0.25000092f;
            p = p * z + 0.333335f;
            p = p * z - 0.5f;
            p = p * z + 1;
            target[t] += p * z;
        }
    }
}
