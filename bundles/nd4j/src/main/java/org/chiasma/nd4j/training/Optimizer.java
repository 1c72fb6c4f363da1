package org.chiasma.nd4j.training;

import java.util.Set;

/**
 * Adam (Kingma and Ba 2015), with decoupled weight decay (AdamW, Loshchilov and Hutter 2019) and a bound of the gradient's
 * norm.
 *
 * @param beta1 decay of the mean gradient
 * @param beta2 decay of the mean squared gradient
 * @param epsilon added to the root of the mean square
 * @param decay parameters shrink by this times the learning rate in every step
 * @param undecayed names of variables that do not shrink
 * @param largestNorm a longer gradient, over all parameters, is scaled to this length; infinite for no bound
 */
public record Optimizer(
        double beta1, double beta2, double epsilon, double decay, Set<String> undecayed, double largestNorm) {
    /** Adam with the constants of Keras. */
    public static final Optimizer ADAM = new Optimizer(0.9, 0.999, 1e-7, 0, Set.of(), Double.POSITIVE_INFINITY);

    /** Checks ranges. */
    public Optimizer {
        undecayed = Set.copyOf(undecayed);
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0)) {
            throw new IllegalArgumentException("no constants of Adam: " + beta1 + ", " + beta2 + ", " + epsilon);
        }
        if (!(decay >= 0 && decay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight decay " + decay + ": expected zero or more");
        }
        if (!(largestNorm > 0)) {
            throw new IllegalArgumentException("largest gradient " + largestNorm + ": expected more than zero");
        }
    }

    /** Adam with weight decay. */
    public static Optimizer adamW(double decay) {
        return new Optimizer(ADAM.beta1, ADAM.beta2, ADAM.epsilon, decay, Set.of(), ADAM.largestNorm);
    }

    /** The same without decay of these variables. */
    public Optimizer sparing(Set<String> names) {
        return new Optimizer(beta1, beta2, epsilon, decay, names, largestNorm);
    }

    /** The same with a bound of the gradient's norm. */
    public Optimizer clippedAt(double norm) {
        return new Optimizer(beta1, beta2, epsilon, decay, undecayed, norm);
    }
}
