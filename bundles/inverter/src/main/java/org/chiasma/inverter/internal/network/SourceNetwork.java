package org.chiasma.inverter.internal.network;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The residual network of the question-and-answer post and of DeepMatrixInversion: a layer of {@code units}; blocks of
 * four layers of twice the units, each of which sees all that came before it in the block, and of a layer back to
 * {@code units} that begins at zero and is added to the block's input; a layer of n^2. At n = 3, of 128 units and 7
 * blocks, 4,712,713 parameters.
 */
final class SourceNetwork {
    private static final int LAYERS = 4;

    private SourceNetwork() {}

    static SDVariable answers(Layers layers, NetworkSpec spec, SDVariable matrices) {
        int entries = spec.n() * spec.n();
        int units = spec.units();
        SDVariable state = layers.relu(layers.dense(matrices, entries, units));
        for (int block = 0; block < spec.blocks(); block++) {
            SDVariable seen = state;
            int columns = units;
            for (int layer = 0; layer < LAYERS; layer++) {
                seen = layers.concat(seen, layers.relu(layers.dense(seen, columns, 2 * units)));
                columns += 2 * units;
            }
            state = layers.zeroDense(seen, columns, units).add(state);
        }
        return layers.dense(state, units, entries);
    }
}
