package org.chiasma.nd4j.training;

/**
 * How Adam steps (Kingma and Ba 2015), with weight decay apart from the gradient (Loshchilov and Hutter 2019).
 *
 * @param epsilon added to the root of the second moment
 * @param weightDecay share of each parameter that is taken off, times the learning rate
 * @param clipping largest norm of the whole gradient; larger ones are scaled down to it; infinite for none
 */
public record Adam(double epsilon, double weightDecay, double clipping) {
    /** Epsilon as in Keras, no decay, no clipping. */
    public static final Adam PLAIN = new Adam(1e-7, 0, Double.POSITIVE_INFINITY);

    static final double BETA1 = 0.9;
    static final double BETA2 = 0.999;

    /** Checks ranges. */
    public Adam {
        if (!(epsilon > 0) || !(weightDecay >= 0) || !(clipping > 0)) {
            throw new IllegalArgumentException(
                    "epsilon " + epsilon + ", weight decay " + weightDecay + ", clipping " + clipping);
        }
    }
}
