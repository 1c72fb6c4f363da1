package org.chiasma.inverter.internal.training;

/**
 * The learning rate by step: it rises linearly to {@code peak} over {@code warmup} steps, then follows the schedule to the
 * end. It depends on the step alone, so that resumed training continues with the same rates.
 *
 * @param schedule what follows the warm-up
 * @param peak the largest rate, positive
 * @param warmup steps of the warm-up, 0 or more
 * @param steps all steps, warm-up included
 */
public record LearningRate(Schedule schedule, double peak, long warmup, long steps) {
    /** Checks the ranges. */
    public LearningRate {
        if (!(peak > 0) || Double.isInfinite(peak)) {
            throw new IllegalArgumentException("a learning rate is positive, found " + peak);
        }
        if (warmup < 0 || steps < 0) {
            throw new IllegalArgumentException("found " + warmup + " steps of warm-up and " + steps + " steps");
        }
    }

    /** The rate of step {@code step}, counted from 0; never 0 before the end. */
    public double at(long step) {
        if (step < warmup) {
            return peak * (step + 1) / warmup;
        }
        return switch (schedule) {
            case CONSTANT -> peak;
            case COSINE -> {
                double share = (double) (step - warmup) / Math.max(1, steps - warmup);
                yield 0.5 * peak * (1 + Math.cos(Math.PI * Math.min(1, share)));
            }
        };
    }
}
