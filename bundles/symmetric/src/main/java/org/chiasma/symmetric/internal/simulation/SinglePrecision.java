package org.chiasma.symmetric.internal.simulation;

/**
 * Elementary functions of whole arrays in single precision. The loops are plain float32 arithmetic that the compiler
 * vectorises; results are the same on every processor, as Java's arithmetic is. The polynomials interpolate at Chebyshev
 * points; the errors named are bounds of the whole function, checked by the tests.
 */
final class SinglePrecision {
    private static final float LN_2 = 0.6931472f;
    /** Adding it rounds a small float to an integer, which then stands in the low bits. */
    private static final float ROUNDING = 12582912f;

    private SinglePrecision() {}

    /**
     * -log(u) = e ln 2 - log(1 - w) of the uniform numbers u = ((bits &gt;&gt;&gt; 11) + 1/2) 2^-53 = 2^-e (1 - w), with w in
     * [0, 1/2]. Relative error below 3e-7, for numbers near one, too: w comes from the bits.
     */
    static void minusLogUniform(long[] bits, int count, float[] scratch, float[] target) {
        for (int t = 0; t < count; t++) {
            long u = (bits[t] & -2048L) | 1024;
            int zeros = Long.numberOfLeadingZeros(u);
            scratch[t] = (float) (-(u << zeros) >>> 1) * 0x1p-63f;
            target[t] = zeros * LN_2;
        }
        for (int t = 0; t < count; t++) {
            float w = scratch[t];
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
    static void cosineOfTurns(long[] bits, int count, float[] scratch, float[] target) {
        for (int t = 0; t < count; t++) {
            scratch[t] = (float) (int) (bits[t] >> 32);
        }
        for (int t = 0; t < count; t++) {
            // A turn more or less does not matter, so the upper half may count as negative.
            float c = 0.25f - Math.abs(scratch[t] * 0x1p-32f);
            float s = c * c;
            float p = 39.760723f;
            p = p * s - 76.58128f;
            p = p * s + 81.60248f;
            p = p * s - 41.341682f;
            p = p * s + 6.2831855f;
            target[t] = p * c;
        }
    }

    /** exp(x), for x between -80 and 80. Relative error below 3e-7 max(1, |x|). */
    static void exp(float[] x, int offset, int count, float[] scratch, float[] target) {
        for (int t = 0; t < count; t++) {
            float y = Math.max(-80, Math.min(80, x[offset + t])) * 1.442695f;
            float rounded = y + ROUNDING;
            scratch[t] = rounded;
            float f = y - (rounded - ROUNDING);
            float p = 0.00015469732f;
            p = p * f + 0.0013400433f;
            p = p * f + 0.009618025f;
            p = p * f + 0.05550327f;
            p = p * f + 0.2402265f;
            p = p * f + 0.6931472f;
            target[t] = p * f + 1;
        }
        for (int t = 0; t < count; t++) {
            target[t] *= Float.intBitsToFloat((Float.floatToRawIntBits(scratch[t]) << 23) + 0x3F800000);
        }
    }

    /** log(y), for normal positive y; exactly 0 at 1. Error below 3e-7 max(1, |log y|). */
    static void log(float[] y, int count, float[] scratch, float[] target) {
        for (int t = 0; t < count; t++) {
            int bits = Float.floatToRawIntBits(y[t]);
            int exponent = (bits - 0x3F400000) >> 23;
            scratch[t] = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
            target[t] = exponent * LN_2;
        }
        for (int t = 0; t < count; t++) {
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
