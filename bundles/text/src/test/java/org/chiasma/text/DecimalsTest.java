package org.chiasma.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reference: {@link Double#parseDouble}, which rounds correctly. */
class DecimalsTest {
    private static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Decimals.parse(bytes, 0, bytes.length, (byte) '.');
    }

    private static void assertExact(String text) {
        assertEquals(Double.parseDouble(text), parse(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "1",
                "+1",
                ".5",
                "5.",
                "00012.500",
                "1e22",
                "1e23",
                "9007199254740993",
                "9007199254740992.5",
                "4.9e-324",
                "2.4703282292062327e-324",
                "2.4703282292062328e-324",
                "2.2250738585072011e-308",
                "2.2250738585072014E-308",
                "1.7976931348623157e308",
                "1.7976931348623159e308",
                "1e400",
                "1e-400",
                "0e999999999",
                "8.98846567431158e307",
                "123456789012345678901234567890",
                "0.00000000000000000000000001",
                "7.2057594037927933e16",
                "9355950000000000000.00000000000000000000000000000000001844674407370955161600",
                "1448997445238699",
                "18446744073709551616",
                "18446744073709551616.5e-30",
                "6.631236846766476e-316"
            })
    void roundsAsTheReference(String text) {
        assertExact(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "+", ".", "e5", "1e", "1e+", "1d", "1f", "0x1p3", " 1", "1 ", "1_0", "--1", "1.2.3"})
    void refusesWhatIsNoDecimalNumber(String text) {
        assertEquals(Double.NaN, parse(text), text);
    }

    @Test
    void roundsAnyDoubleAndAnyDigitsAsTheReference() {
        Random random = new Random(7);
        for (int i = 0; i < 300_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertExact(Double.toString(value));
            }
            long digits = random.nextLong() >>> random.nextInt(64);
            assertExact(digits + "e" + (random.nextInt(700) - 350));
            assertExact(digits % 1_000_000_000_000_000_000L + "e" + (random.nextInt(60) - 30));
        }
    }

    @Test
    void roundsHalfwayCasesToEven() {
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            // 54 significant bits: exactly between two doubles
            long odd = (1L << 53) + (random.nextLong() >>> 11) | 1;
            assertExact(Long.toString(odd));
            assertExact(new java.math.BigDecimal(odd).scaleByPowerOfTen(-3).toPlainString());
            assertExact(String.format(Locale.ROOT, "%d5e-1", odd / 100));
        }
    }
}
