package org.chiasma.inverter.internal.network;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Cubic Newton-Schulz steps from the transpose of M, |M|_1 |M|_inf = 1, whose coefficients all follow from one learned
 * number: the logit of the lower end of the interval of eigenvalues of M M^T for which they are best
 * ({@link ChebyshevStep}). Whatever that number, every step brings every non-singular matrix nearer to its inverse, up to
 * rounding.
 */
final class ChebyshevNetwork {
    /** The number that is learned. */
    static final String LOGIT = "lower-logit";

    /** A lower end of 0.0025 to begin with. */
    private static final double FIRST_LOGIT = -6;

    private ChebyshevNetwork() {}

    static SDVariable answers(Layers layers, NetworkSpec spec, SDVariable matrices, BatchProduct product) {
        SameDiff graph = layers.graph();
        SDVariable lower = graph.nn().sigmoid(layers.variable(LOGIT, new double[] {FIRST_LOGIT}, 1));
        SDVariable middle = lower.add(1).mul(0.5);
        SDVariable half = lower.rsub(1).mul(0.5);
        SDVariable inverses = product.transpose(matrices);
        for (int step = 0; step < spec.steps(); step++) {
            SDVariable square = half.mul(half);
            SDVariable middleSquare = middle.mul(middle);
            SDVariable denominator = middle.mul(middleSquare.mul(4).sub(square.mul(3)));
            SDVariable a = middleSquare.mul(12).sub(square.mul(3)).div(denominator);
            SDVariable b = middle.mul(-12).div(denominator);
            SDVariable c = denominator.rdiv(4);
            inverses = product.cubicStep(matrices, inverses, a, b, c);
            half = square.mul(half).div(denominator);
            middle = layers.constant(new double[] {1}, 1);
        }
        return inverses;
    }
}
