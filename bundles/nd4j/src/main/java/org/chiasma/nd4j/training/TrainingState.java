package org.chiasma.nd4j.training;

/**
 * All that a {@link TrainingStep} remembers between two steps. The arrays are as long as the network has parameters, in
 * the order of its variables.
 *
 * @param parameters what is trained
 * @param firstMoments Adam's running mean of the gradient
 * @param secondMoments Adam's running mean of its square
 * @param steps steps taken
 */
// Arrays stand for a checkpoint on its way to a file; nobody compares two of them.
@SuppressWarnings("ArrayRecordComponent")
public record TrainingState(float[] parameters, float[] firstMoments, float[] secondMoments, long steps) {}
