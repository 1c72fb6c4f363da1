package org.chiasma.shell.internal.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Equal distances are equal ratios. Ticks are at powers of ten; in ranges with fewer than three of them, at 1, 2 and 5
 * times powers of ten or, when even these are few, at those of a linear scale.
 *
 * @param low decimal logarithm of the low end
 * @param high decimal logarithm of the high end, greater than {@code low}
 */
record LogarithmicScale(double low, double high) implements AxisScale {
    /** Up to so many decades, ticks without labels divide them. */
    private static final int DIVIDED = 6;

    /** Between this and its negative, powers of ten are written out. */
    private static final int PLAIN = 3;

    /** Fewer ticks with labels do not make a scale. */
    private static final int FEW = 3;

    /** Narrower ranges, in decades, are those of equal values. */
    private static final double NARROWEST = 1e-9;

    private static final int[] DIGITS = {1, 2, 5};

    /** The scale for positive values from {@code least} to {@code greatest}, with a margin as a share of the range. */
    static LogarithmicScale fitting(double least, double greatest, double margin) {
        double low = StrictMath.log10(least);
        double high = StrictMath.log10(greatest);
        double room = high - low < NARROWEST ? 0.5 : margin * (high - low);
        return new LogarithmicScale(low - room, high + room);
    }

    @Override
    public double place(double value) {
        return placeOfLogarithm(StrictMath.log10(value));
    }

    private double placeOfLogarithm(double logarithm) {
        return (logarithm - low) / (high - low);
    }

    @Override
    public List<Tick> ticks(int most) {
        int first = (int) Math.ceil(low);
        int last = (int) Math.floor(high);
        if (last - first >= FEW - 1) {
            return decades(first, last, most);
        }
        List<Tick> ticks = digits(first - 1, last);
        return ticks.size() < FEW ? linear(most) : ticks;
    }

    private List<Tick> decades(int first, int last, int most) {
        int stride = Math.max(1, new LinearScale(low, high).step(most).intValue());
        boolean plain = first >= -PLAIN && last <= PLAIN;
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = first - 1; exponent <= last; exponent++) {
            boolean labelled = Math.floorMod(exponent, stride) == 0;
            add(ticks, exponent, labelled ? TickLabel.ofPower(exponent, plain) : "");
            for (int digit = 2; digit < 10 && last - first <= DIVIDED; digit++) {
                add(ticks, exponent + StrictMath.log10(digit), "");
            }
        }
        return ticks;
    }

    private List<Tick> digits(int first, int last) {
        boolean plain = TickLabel.isPlain(first) && TickLabel.isPlain(last);
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent++) {
            for (int digit : DIGITS) {
                BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
                add(ticks, exponent + StrictMath.log10(digit), TickLabel.of(value, exponent, plain ? 0 : exponent));
            }
        }
        return ticks;
    }

    private List<Tick> linear(int most) {
        LinearScale linear = new LinearScale(StrictMath.pow(10, low), StrictMath.pow(10, high));
        return linear.ticks(most).stream()
                .map(tick ->
                        new Tick(place(linear.low() + tick.place() * (linear.high() - linear.low())), tick.label()))
                .toList();
    }

    private void add(List<Tick> ticks, double logarithm, String label) {
        double place = placeOfLogarithm(logarithm);
        if (place >= 0 && place <= 1) {
            ticks.add(new Tick(place, label));
        }
    }
}
