package org.chiasma.inverter.internal.training;

/**
 * What is done to one network, step by step. Nothing in it depends on time, so that the same plan gives the same network.
 *
 * @param batch matrices of one step
 * @param samples matrices to train on; rounded up to whole batches
 * @param schedule of the learning rate
 * @param rate the largest learning rate
 * @param warmup samples over which the rate rises
 * @param looks evenly spaced validations
 * @param patience looks without a better median after which training stops; 0 for never
 */
public record TrainingPlan(
        int batch, long samples, Schedule schedule, double rate, long warmup, int looks, int patience) {
    /** Checks the ranges. */
    public TrainingPlan {
        requirePositive("--batch", batch);
        requirePositive("--samples", samples);
        requirePositive("--looks", looks);
        if (patience < 0) {
            throw new IllegalArgumentException("--patience " + patience + ": expected 0 (never stop early) or more");
        }
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("--rate " + rate + ": expected a positive number");
        }
        if (warmup < 0 || warmup > samples) {
            throw new IllegalArgumentException(
                    "--warmup " + warmup + ": expected a number of samples between 0 and --samples (" + samples + ")");
        }
    }

    private static void requirePositive(String flag, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(flag + " " + value + ": expected 1 or more");
        }
    }

    /** Steps of the whole training. */
    public long steps() {
        return wholeBatches(samples);
    }

    private long wholeBatches(long matrices) {
        return matrices / batch + (matrices % batch == 0 ? 0 : 1);
    }

    /** The learning rate by step. */
    public LearningRate learningRate() {
        return new LearningRate(schedule, rate, wholeBatches(warmup), steps());
    }

    /**
     * Whether the held-out matrices are looked at after {@code done} steps: after every {@code looks}-th part of the steps,
     * and in the first part after its half, quarter and so on, where the loss changes fastest.
     */
    public boolean isLook(long done) {
        long every = Math.max(1, steps() / looks);
        if (done >= every) {
            return done == steps() || (done % every == 0 && steps() - done >= every);
        }
        for (long early = every / 2; early >= 1; early /= 2) {
            if (done == early) {
                return true;
            }
        }
        return false;
    }
}
