package org.chiasma.inverter.internal.network;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Layers of product units, W ((U h) * (V h)), which compute polynomials of the entries: one such layer can be the
 * adjugate of a 3 x 3 matrix exactly, two that of a 4 x 4 or 5 x 5 one. Beside the last layer a linear map of the entries,
 * which is all that n = 2 needs. At n = 3 with 64 units, 1,809 parameters.
 */
final class ProductNetwork {
    private ProductNetwork() {}

    static SDVariable answers(Layers layers, NetworkSpec spec, SDVariable matrices) {
        int entries = spec.n() * spec.n();
        int units = spec.units();
        SDVariable seen = matrices;
        int columns = entries;
        for (int layer = 1; layer < spec.blocks(); layer++) {
            seen = layers.concat(matrices, products(layers, seen, columns, units));
            columns = entries + units;
        }
        return layers.linear(products(layers, seen, columns, units), units, entries)
                .add(layers.linear(matrices, entries, entries));
    }

    private static SDVariable products(Layers layers, SDVariable seen, int from, int to) {
        return layers.linear(seen, from, to).mul(layers.linear(seen, from, to));
    }
}
