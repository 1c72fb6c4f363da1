package org.chiasma.inverter.internal.training;

/**
 * One look at the held-out matrices during training.
 *
 * @param samples matrices trained on so far
 * @param loss mean training loss since the look before
 * @param residual quantiles of |I - A X|_F over the held-out matrices
 * @param rate learning rate of the last step
 */
public record Validation(long samples, double loss, Quantiles residual, double rate) {}
