package org.chiasma.symmetric.internal.metrics;

/**
 * Which observed pairs a prediction has to find.
 *
 * @param rule how they are chosen
 * @param value threshold or share
 */
public record Positives(Rule rule, double value) {
    private static final double SHARE = 0.01;
    private static final double HALF = 0.5;

    /** How positives are chosen. */
    public enum Rule {
        /** The ones when the observed are zeros and ones, the largest hundredth otherwise. */
        SUITED,
        /** Values greater than the threshold. */
        ABOVE,
        /** The largest share of the values; those equal to the smallest of them count too. */
        TOP
    }

    /** Checks the value. */
    public Positives {
        if (Double.isNaN(value) || (rule == Rule.TOP && !(value > 0 && value < 1))) {
            throw new IllegalArgumentException("positives " + rule + " " + value);
        }
    }

    /** The ones of zeros and ones, the largest hundredth of others. */
    public static Positives suited() {
        return new Positives(Rule.SUITED, SHARE);
    }

    /** Values greater than {@code threshold}. */
    public static Positives above(double threshold) {
        return new Positives(Rule.ABOVE, threshold);
    }

    /** The largest {@code share} of the values, between 0 and 1. */
    public static Positives top(double share) {
        return new Positives(Rule.TOP, share);
    }

    /** The least value that counts as positive; {@code observed} is not empty. */
    double least(SortedValues observed) {
        return switch (rule) {
            case ABOVE -> Math.nextUp(value);
            case TOP -> topOf(observed);
            case SUITED -> binary(observed) ? HALF : topOf(observed);
        };
    }

    private double topOf(SortedValues observed) {
        return observed.at(observed.count() - (int) Math.ceil(value * observed.count()));
    }

    private static boolean binary(SortedValues observed) {
        int zeros = observed.upTo(0) - observed.below(0);
        int ones = observed.upTo(1) - observed.below(1);
        return zeros + ones == observed.count();
    }
}
