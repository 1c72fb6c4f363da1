package org.chiasma.text;

import java.nio.charset.StandardCharsets;

/** Decimal text to the nearest {@code double}, without making text objects where that is possible. */
public final class Decimals {
    private static final double[] POWERS = new double[23];
    private static final long EXACT = 1L << 53;
    private static final int MOST_DIGITS = 18;
    private static final int EXPONENT_BOUND = 100_000;

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private Decimals() {}

    /**
     * {@code mantissa * 10^exponent}, correctly rounded. Up to 2^53 and 10^22 both factors are exact and one operation
     * rounds once (Clinger 1990); the rest goes by {@link EiselLemire}.
     *
     * @param mantissa not negative
     * @return the value, or {@code NaN} if it takes a slower method to decide
     */
    public static double scale(long mantissa, int exponent) {
        if (mantissa <= EXACT && exponent >= -22 && exponent <= 22) {
            return exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
        }
        return EiselLemire.scale(mantissa, exponent);
    }

    /**
     * The value of {@code bytes[from, to)} if all of it is a decimal number: sign, digits with an optional decimal mark
     * ({@code .5} and {@code 5.} included), exponent.
     *
     * @return the nearest double, infinite beyond the range; {@code NaN} if it is no number
     */
    public static double parse(byte[] bytes, int from, int to, byte decimal) {
        int i = from;
        boolean negative = i < to && bytes[i] == '-';
        if (negative || (i < to && bytes[i] == '+')) {
            i++;
        }
        int start = i;
        long mantissa = 0;
        int digits = 0;
        int scale = 0;
        boolean marked = false;
        int seen = 0;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                seen++;
                scale += marked ? 1 : 0;
                if (mantissa != 0 || digit != 0) {
                    digits++;
                    mantissa = digits <= MOST_DIGITS ? 10 * mantissa + digit : mantissa;
                }
            } else if (bytes[i] == decimal && !marked) {
                marked = true;
            } else {
                break;
            }
        }
        if (seen == 0) {
            return Double.NaN;
        }
        int exponent = 0;
        if (i < to) {
            if ((bytes[i] | 0x20) != 'e' || i + 1 == to) {
                return Double.NaN;
            }
            boolean down = bytes[i + 1] == '-';
            i += down || bytes[i + 1] == '+' ? 2 : 1;
            if (i == to) {
                return Double.NaN;
            }
            for (; i < to; i++) {
                int digit = bytes[i] - '0';
                if (digit < 0 || digit > 9) {
                    return Double.NaN;
                }
                exponent = Math.min(EXPONENT_BOUND, 10 * exponent + digit);
            }
            exponent = down ? -exponent : exponent;
        }
        double value = digits <= MOST_DIGITS ? scale(mantissa, exponent - scale) : Double.NaN;
        if (Double.isNaN(value)) {
            String text = new String(bytes, start, to - start, StandardCharsets.US_ASCII);
            value = Double.parseDouble(decimal == '.' ? text : text.replace((char) decimal, '.'));
        }
        return negative ? -value : value;
    }
}
