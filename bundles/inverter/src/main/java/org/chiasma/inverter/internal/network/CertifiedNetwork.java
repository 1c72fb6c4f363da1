package org.chiasma.inverter.internal.network;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The default network, for matrices M in canonical form with |M|_F = 1. It begins with M^T, from which Newton-Schulz
 * iteration converges for every non-singular matrix, and has up to three parts:
 *
 * <ol>
 *   <li>learned steps: X becomes X (aI + bP + cP^2), P = MX, with three numbers for each step, which begin as Chebyshev's;
 *   <li>with blocks, a small residual network adds a correction C(M), which is zero before training, and the sum is scaled
 *       by tr(MX) / |MX|_F^2, which makes |I - M X|_F smallest;
 *   <li>and two plain steps, X (2I - MX), square what is left of the residual.
 * </ol>
 *
 * <p>Learned steps before the blocks bring almost every matrix near its inverse, where the last steps converge whatever the
 * blocks have not learned yet. From n = 4 on dense layers learn to invert too slowly, and there are none.
 */
final class CertifiedNetwork {
    /** Smallest eigenvalue of M M^T for which the learned steps begin as the best ones. */
    private static final double LOWER = 1e-3;

    private static final int PLAIN_STEPS = 2;

    private CertifiedNetwork() {}

    static SDVariable answers(Layers layers, NetworkSpec spec, SDVariable matrices, BatchProduct product) {
        SDVariable near = learnedSteps(layers, spec, matrices, product);
        return spec.blocks() > 0 ? refined(matrices, product, near.add(correction(layers, spec, matrices))) : near;
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

    private static SDVariable refined(SDVariable matrices, BatchProduct product, SDVariable start) {
        SDVariable products = product.multiply(matrices, start);
        SDVariable scale = product.bestScales(products);
        SDVariable inverses = start.mul(scale);
        SDVariable scaled = products.mul(scale);
        for (int step = 0; step < PLAIN_STEPS; step++) {
            SDVariable current = step == 0 ? scaled : product.multiply(matrices, inverses);
            inverses = inverses.mul(2).sub(product.multiply(inverses, current));
        }
        return inverses;
    }

    private static SDVariable learnedSteps(Layers layers, NetworkSpec spec, SDVariable matrices, BatchProduct product) {
        SDVariable inverses = product.transpose(matrices);
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
