package org.chiasma.shell.internal.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How the values at ticks are written: {@code 0.25}, {@code −3}, {@code 1.5×10⁶}. */
final class TickLabel {
    /** From this power of ten on, and from its negative down, labels have the power of ten beside them. */
    private static final int LARGE = 5;

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private TickLabel() {}

    /**
     * A value among others.
     *
     * @param step power of ten of the smallest difference between them
     * @param largest power of ten of the largest of them
     */
    static String of(BigDecimal value, int step, int largest) {
        if (isPlain(largest)) {
            return plain(value, step);
        }
        return value.signum() == 0
                ? "0"
                : plain(value.scaleByPowerOfTen(-largest), step - largest) + "×" + powerOfTen(largest);
    }

    /** A power of ten, written out when {@code plain}. */
    static String ofPower(int exponent, boolean plain) {
        return plain ? plain(BigDecimal.ONE.scaleByPowerOfTen(exponent), exponent) : powerOfTen(exponent);
    }

    /** Whether values of this power of ten are written out. */
    static boolean isPlain(int power) {
        return Math.abs(power) < LARGE;
    }

    /** The power of ten of the first digit; 0 for zero. */
    static int power(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    }

    private static String plain(BigDecimal value, int step) {
        return minus(value.setScale(Math.max(0, -step), RoundingMode.HALF_EVEN).toPlainString());
    }

    private static String powerOfTen(int exponent) {
        StringBuilder text = new StringBuilder(exponent < 0 ? "10⁻" : "10");
        Integer.toString(Math.abs(exponent)).chars().forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
        return text.toString();
    }

    private static String minus(String number) {
        return number.replace('-', '−');
    }
}
