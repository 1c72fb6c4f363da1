package org.chiasma.shell.internal.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.chiasma.shell.internal.figure.AxisScale.Tick;
import org.junit.jupiter.api.Test;

class AxisScaleTest {
    private static List<String> labels(AxisScale scale, int most) {
        return scale.ticks(most).stream()
                .map(Tick::label)
                .filter(label -> !label.isEmpty())
                .toList();
    }

    @Test
    void ticksAreRoundDecimals() {
        assertEquals(List.of("−1.0", "−0.5", "0.0", "0.5", "1.0"), labels(new LinearScale(-1, 1), 5));
        assertEquals(List.of("0.0", "0.1", "0.2", "0.3"), labels(new LinearScale(0, 0.3), 4));
        assertEquals(List.of("−30", "−20"), labels(new LinearScale(-34, -12), 4));
    }

    @Test
    void smallAndLargeValuesHaveTheirPowerOfTen() {
        assertEquals(List.of("0", "1×10⁻⁹", "2×10⁻⁹", "3×10⁻⁹"), labels(new LinearScale(0, 3e-9), 4));
        assertEquals(List.of("−1.5×10⁶", "−1.0×10⁶", "−0.5×10⁶", "0"), labels(new LinearScale(-1.7e6, 1e5), 5));
    }

    @Test
    void differencesFarFromZeroKeepTheirDigits() {
        assertEquals(
                List.of("1.00000001", "1.00000002", "1.00000003"), labels(new LinearScale(1 + 8e-9, 1 + 3.1e-8), 3));
    }

    @Test
    void equalValuesHaveRoom() {
        LinearScale scale = LinearScale.fitting(5, 5, 0.03);
        assertEquals(0.5, scale.place(5), 1e-12);
        assertTrue(labels(scale, 6).size() >= 3);
        assertEquals(new LinearScale(-1, 1), LinearScale.fitting(0, 0, 0.03));
        assertEquals(0.5, LogarithmicScale.fitting(0.02, 0.02, 0.03).place(0.02), 1e-12);
    }

    @Test
    void everyRangeOfDoublesHasAFewTicksInside() {
        double[] sizes = {Double.MIN_VALUE, 1e-320, 1e-300, 1e-9, 1, 3e7, 1e300, Double.MAX_VALUE};
        for (double low : sizes) {
            for (double high : sizes) {
                for (LinearScale scale : List.of(
                        LinearScale.fitting(-low, high, 0.03), LinearScale.fitting(low, Math.max(low, high), 0.03))) {
                    assertFew(scale);
                }
                assertFew(LogarithmicScale.fitting(low, Math.max(low, high), 0.03));
            }
        }
    }

    private static void assertFew(AxisScale scale) {
        List<String> labels = labels(scale, 6);
        assertTrue(!labels.isEmpty() && labels.size() <= 7, () -> scale + " " + labels);
        assertEquals(labels.size(), labels.stream().distinct().count(), () -> scale + " " + labels);
        for (Tick tick : scale.ticks(6)) {
            assertTrue(tick.place() >= -1e-6 && tick.place() <= 1 + 1e-6, () -> scale + " " + tick);
        }
    }

    @Test
    void randomRangesHaveFromTwoToTheMostTicks() {
        Random random = new Random(11);
        for (int k = 0; k < 2000; k++) {
            double low = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
            double high = low + Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(12) - 6) + 1e-7;
            for (int most = 4; most < 10; most++) {
                int count = labels(new LinearScale(low, high), most).size();
                assertTrue(count >= most / 3 && count <= most + 1, low + " to " + high + ": " + count);
            }
        }
    }

    @Test
    void labelSaysWhereTheTickIs() {
        LinearScale scale = new LinearScale(-3.2, 7.9);
        for (Tick tick : scale.ticks(6)) {
            double value = Double.parseDouble(tick.label().replace('−', '-'));
            assertEquals(scale.place(value), tick.place(), 1e-12);
        }
    }

    @Test
    void logarithmicTicksArePowersOfTen() {
        AxisScale scale = LogarithmicScale.fitting(1e-4, 1, 0);
        assertEquals(List.of("10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"), labels(scale, 7));
        assertEquals(0.75, scale.place(0.1), 1e-12);
        assertEquals(List.of("0.01", "0.1", "1", "10"), labels(LogarithmicScale.fitting(0.01, 10, 0), 7));
    }

    @Test
    void manyDecadesAreLabelledHereAndThere() {
        assertEquals(
                List.of("10⁻³⁰⁰", "10⁻²⁰⁰", "10⁻¹⁰⁰", "10⁰", "10¹⁰⁰", "10²⁰⁰", "10³⁰⁰"),
                labels(LogarithmicScale.fitting(1e-300, 1e300, 0), 6));
    }

    @Test
    void fewDecadesAreDividedByOneTwoAndFive() {
        assertEquals(List.of("0.5", "1", "2", "5", "10", "20"), labels(LogarithmicScale.fitting(0.4, 30, 0), 7));
        assertEquals(
                List.of("2×10⁻⁸", "5×10⁻⁸", "1×10⁻⁷", "2×10⁻⁷"), labels(LogarithmicScale.fitting(2e-8, 3e-7, 0), 7));
        assertEquals(List.of("2.5", "3.0", "3.5", "4.0", "4.5"), labels(LogarithmicScale.fitting(2.1, 4.9, 0), 7));
    }
}
