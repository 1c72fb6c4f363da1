package org.chiasma.inverter.internal.network;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The default network, for matrices M in canonical form with |M|_F = 1. The scaled transpose, from which Newton-Schulz
 * iteration converges for every non-singular matrix, is corrected and refined:
 *
 * <p>With blocks, a small residual network adds its correction C(M), which is zero before training, and the sum
 * X = M^T + C(M) is scaled by tr(MX) / |MX|_F^2, which makes |I - M X|_F smallest; then X becomes X (2I - MX) in every
 * step. The blocks learn the start, the steps square its residual, and training sees what comes out.
 *
 * <p>Without blocks (from n = 4 on, where dense layers learn to invert too slowly) the steps themselves are learned: X becomes
 * X (aI + bP + cP^2), P = MX, with three numbers for each step, which begin as Chebyshev's.
 */
final class CertifiedNetwork {
    /** Smallest eigenvalue of M M^T for which the learned steps begin as the best ones. */
    private static final double LOWER = 1e-3;

    private CertifiedNetwork() {}

    static SDVariable answers(Layers layers, NetworkSpec spec, SDVariable matrices, BatchProduct product) {
        SDVariable start = product.transpose(matrices);
        return spec.blocks() > 0
                ? refined(spec, matrices, product, start.add(correction(layers, spec, matrices)))
                : learnedSteps(layers, spec, matrices, product, start);
    }

    private static SDVariable correction(Layers layers, NetworkSpec spec, SDVariable matrices) {
        int units = spec.units();
        int entries = spec.n() * spec.n();
        SDVariable state = layers.relu(layers.dense(matrices, entries, units));
        for (int block = 0; block < spec.blocks(); block++) {
            SDVariable inner = layers.relu(layers.dense(state, units, units));
            state = state.add(layers.dense(inner, units, units));
        }
        return layers.zeroDense(state, units, entries);
    }

    private static SDVariable refined(NetworkSpec spec, SDVariable matrices, BatchProduct product, SDVariable start) {
        SDVariable products = product.multiply(matrices, start);
        SDVariable scale = product.bestScales(products);
        SDVariable inverses = start.mul(scale);
        SDVariable scaled = products.mul(scale);
        for (int step = 0; step < spec.steps(); step++) {
            SDVariable current = step == 0 ? scaled : product.multiply(matrices, inverses);
            inverses = inverses.mul(2).sub(product.multiply(inverses, current));
        }
        return inverses;
    }

    private static SDVariable learnedSteps(
            Layers layers, NetworkSpec spec, SDVariable matrices, BatchProduct product, SDVariable start) {
        SDVariable inverses = start;
        ChebyshevStep chebyshev = ChebyshevStep.first(LOWER);
        for (int step = 0; step < spec.steps(); step++) {
            SDVariable a = number(layers, "a-" + step, chebyshev.a());
            SDVariable b = number(layers, "b-" + step, chebyshev.b());
            SDVariable c = number(layers, "c-" + step, chebyshev.c());
            inverses = product.cubicStep(matrices, inverses, a, b, c);
            chebyshev = chebyshev.next();
        }
        return inverses;
    }

    private static SDVariable number(Layers layers, String name, double value) {
        return layers.variable(name, new double[] {value}, 1);
    }
}
