package org.chiasma.symmetric.internal.storage;

/**
 * Between binary32 and the two formats of 16 bits, rounding to the nearest, ties to even. Branches are selections, so
 * that loops over these become vector instructions.
 */
final class HalfPrecision {
    private static final int SIGN = 0x8000;
    private static final int QUIET_NAN = 0x7e00;

    /** 2^-14, the smallest normal binary16, and 65520, from which on everything rounds to infinity: as bits of binary32. */
    private static final int SMALLEST_NORMAL = 0x38800000;

    private static final int ROUNDS_TO_INFINITY = 0x477ff000;

    private static final int INFINITY_32 = 0x7f800000;

    /** 15 - 127, the difference of the exponents' offsets, at its place in binary32. */
    private static final int EXPONENT_SHIFT = 112 << 23;

    /** A float whose last place is that of subnormal binary16, 2^-24: adding it rounds there. */
    private static final float SUBNORMAL_ROUNDER = 0.5f;

    private HalfPrecision() {}

    /** The nearest binary16; beyond its range, infinity. */
    static short toFloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int magnitude = bits & 0x7fffffff;
        int lastKept = (magnitude >>> 13) & 1;
        int normal = (magnitude - EXPONENT_SHIFT + 0xfff + lastKept) >>> 13;
        int subnormal = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) + SUBNORMAL_ROUNDER)
                - Float.floatToRawIntBits(SUBNORMAL_ROUNDER);
        int half = magnitude < SMALLEST_NORMAL ? subnormal : normal;
        half = magnitude >= ROUNDS_TO_INFINITY ? 0x7c00 : half;
        half = magnitude > INFINITY_32 ? QUIET_NAN : half;
        return (short) (half | ((bits >>> 16) & SIGN));
    }

    /** The same value. */
    static float fromFloat16(short half) {
        int magnitude = half & 0x7fff;
        int normal = (magnitude << 13) + EXPONENT_SHIFT;
        int special = (magnitude << 13) | INFINITY_32;
        int subnormal = Float.floatToRawIntBits(magnitude * 0x1p-24f);
        int bits = magnitude < 0x0400 ? subnormal : normal;
        bits = magnitude >= 0x7c00 ? special : bits;
        return Float.intBitsToFloat(bits | ((half & SIGN) << 16));
    }

    /** The nearest bfloat16; beyond its range, infinity. */
    static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int rounded = (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
        int quiet = (bits >>> 16) | 0x0040;
        return (short) ((bits & 0x7fffffff) > INFINITY_32 ? quiet : rounded);
    }

    /** The same value. */
    static float fromBfloat16(short half) {
        return Float.intBitsToFloat(half << 16);
    }
}
