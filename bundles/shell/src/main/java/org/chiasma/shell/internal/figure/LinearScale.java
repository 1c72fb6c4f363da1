package org.chiasma.shell.internal.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Equal distances are equal differences. Ticks are multiples of 1, 2 or 5 times a power of ten, reckoned in decimals, so
 * that labels have no rounding in them.
 *
 * @param low value of the low end
 * @param high value of the high end, greater than {@code low}
 */
record LinearScale(double low, double high) implements AxisScale {
    /** Narrower ranges, relative to their ends, are those of equal values: ticks in them could not be told apart. */
    private static final double NARROWEST = 1e-12;

    /** What a tick may lie beyond an end, in steps: 0.3 as a double is less than 0.3. */
    private static final BigDecimal ROUNDING = new BigDecimal("1e-6");

    private static final int[] STEPS = {1, 2, 5};

    /**
     * The scale for values from {@code least} to {@code greatest}; around a single value it has some room.
     *
     * @param margin what is added on either side, as a share of the range
     */
    static LinearScale fitting(double least, double greatest, double margin) {
        double size = Math.max(Math.abs(least), Math.abs(greatest));
        double half = greatest / 2 - least / 2;
        double room = half > size / 2 * NARROWEST
                ? 2 * margin * half
                : size == 0 ? 1 : Math.max(size / 10, Double.MIN_NORMAL);
        return new LinearScale(Math.max(-Double.MAX_VALUE, least - room), Math.min(Double.MAX_VALUE, greatest + room));
    }

    /** Reckons in halves, because ranges of doubles may exceed the largest double. */
    @Override
    public double place(double value) {
        return (value / 2 - low / 2) / (high / 2 - low / 2);
    }

    @Override
    public List<Tick> ticks(int most) {
        BigDecimal step = step(most);
        BigDecimal rounding = step.multiply(ROUNDING);
        BigDecimal last = new BigDecimal(high).add(rounding);
        BigDecimal first = new BigDecimal(low)
                .subtract(rounding)
                .divide(step, 0, RoundingMode.CEILING)
                .multiply(step);
        List<BigDecimal> values = new ArrayList<>();
        int largest = Integer.MIN_VALUE;
        for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(step)) {
            values.add(value);
            largest = value.signum() == 0 ? largest : Math.max(largest, TickLabel.power(value));
        }
        List<Tick> ticks = new ArrayList<>();
        for (BigDecimal value : values) {
            ticks.add(new Tick(place(value.doubleValue()), TickLabel.of(value, TickLabel.power(step), largest)));
        }
        return ticks;
    }

    /** The smallest step of 1, 2 or 5 times a power of ten that goes into the range at most {@code most} times. */
    BigDecimal step(int most) {
        BigDecimal least = new BigDecimal(high)
                .subtract(new BigDecimal(low))
                .divide(BigDecimal.valueOf(most), MathContext.DECIMAL64);
        int power = TickLabel.power(least);
        for (int digit : STEPS) {
            BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
            if (step.compareTo(least) >= 0) {
                return step;
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(power + 1);
    }
}
