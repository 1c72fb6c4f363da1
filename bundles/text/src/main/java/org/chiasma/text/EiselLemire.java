package org.chiasma.text;

import java.math.BigInteger;

/**
 * Decimal to binary by one or two 64 x 64 bit products with a 128-bit table of powers of five: D. Lemire, "Number
 * parsing at a gigabyte per second", Software: Practice and Experience 51 (2021), section 5. Kept apart from
 * {@link Decimals} so that the table is made only when numbers of more than 15 digits occur.
 */
final class EiselLemire {
    private static final int LOWEST = -342;
    private static final int HIGHEST = 308;
    private static final int MANTISSA_BITS = 52;
    private static final long HIDDEN_BIT = 1L << MANTISSA_BITS;
    private static final long[] HIGH = new long[HIGHEST - LOWEST + 1];
    private static final long[] LOW = new long[HIGHEST - LOWEST + 1];

    static {
        for (int q = LOWEST; q <= HIGHEST; q++) {
            BigInteger power = BigInteger.valueOf(5).pow(Math.abs(q));
            BigInteger scaled;
            if (q < 0) {
                // 2^b / 5^-q, rounded up, so that the truncated product errs to one side only
                int z = power.subtract(BigInteger.ONE).bitLength();
                int b = q >= -27 ? z + 127 : 2 * z + 128;
                scaled = BigInteger.ONE.shiftLeft(b).divide(power).add(BigInteger.ONE);
            } else {
                scaled = power;
            }
            int excess = scaled.bitLength() - 128;
            scaled = excess > 0 ? scaled.shiftRight(excess) : scaled.shiftLeft(-excess);
            HIGH[q - LOWEST] = scaled.shiftRight(64).longValue();
            LOW[q - LOWEST] = scaled.longValue();
        }
    }

    private EiselLemire() {}

    /**
     * {@code mantissa * 10^exponent}, correctly rounded.
     *
     * @param mantissa not negative
     * @return the value, or {@code NaN} in the rare cases (subnormal, or too near to a midpoint) left to a slower method
     */
    static double scale(long mantissa, int exponent) {
        if (mantissa == 0) {
            return 0;
        }
        if (exponent < LOWEST || exponent > HIGHEST) {
            return exponent < 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        int zeros = Long.numberOfLeadingZeros(mantissa);
        long shifted = mantissa << zeros;
        int row = exponent - LOWEST;
        long low = shifted * HIGH[row];
        long high = unsignedHigh(shifted, HIGH[row]);
        if ((high & 0x1FF) == 0x1FF) {
            long further = unsignedHigh(shifted, LOW[row]);
            low += further;
            if (Long.compareUnsigned(low, further) < 0) {
                high++;
            }
            if (low == -1L && (exponent < -27 || exponent > 55)) {
                return Double.NaN;
            }
        }
        int upper = (int) (high >>> 63);
        int shift = upper + 64 - MANTISSA_BITS - 3;
        long bits = high >>> shift;
        int power = ((217_706 * exponent) >> 16) + 63 + upper - zeros + 1023;
        if (power <= 0) {
            return Double.NaN;
        }
        boolean midpoint = Long.compareUnsigned(low, 1) <= 0
                && exponent >= -4
                && exponent <= 23
                && (bits & 3) == 1
                && (bits << shift) == high;
        if (midpoint) {
            bits &= ~1L;
        }
        bits += bits & 1;
        bits >>>= 1;
        if (bits >= 2 * HIDDEN_BIT) {
            bits = HIDDEN_BIT;
            power++;
        }
        if (power >= 0x7FF) {
            return Double.POSITIVE_INFINITY;
        }
        return Double.longBitsToDouble((bits & ~HIDDEN_BIT) | ((long) power << MANTISSA_BITS));
    }

    private static long unsignedHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }
}
