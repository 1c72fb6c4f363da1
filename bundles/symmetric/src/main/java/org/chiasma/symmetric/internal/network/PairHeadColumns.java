package org.chiasma.symmetric.internal.network;

/**
 * What a pair head knows of the columns of one example: e_j, and the sums up to each column of the boundary strengths and of
 * the averaged quantities u. Computed once, O(D) products with the weights.
 *
 * <p>C has D + 1 entries, the sum before column j at j; U likewise, (D + 1) x nu.
 */
final class PairHeadColumns {
    private final int size;
    private final float[] factors;
    private final double[] boundaries;
    private final double[] sums;
    private final float[] projected;

    private PairHeadColumns(int size, float[] factors, double[] boundaries, double[] sums, float[] projected) {
        this.size = size;
        this.factors = factors;
        this.boundaries = boundaries;
        this.sums = sums;
        this.projected = projected;
    }

    /** @param phi D x q, row-major */
    static PairHeadColumns of(PairHeadWeights weights, float[] phi) {
        PairHeadSpec spec = weights.spec();
        int size = phi.length / spec.features();
        float[] layer =
                layer(unfold(spec, phi), spec.inputs(), weights.get("column-1-weights"), weights.get("column-1-bias"));
        spec.activation().apply(layer, 0, layer.length);
        layer = layer(layer, spec.units(), weights.get("column-2-weights"), weights.get("column-2-bias"));
        spec.activation().apply(layer, 0, layer.length);
        float[] outputs = layer(layer, spec.units(), weights.get("column-3-weights"), weights.get("column-3-bias"));
        int r = spec.factors();
        int nu = spec.windows();
        float[] factors = new float[size * r];
        double[] boundaries = new double[size + 1];
        double[] sums = new double[(size + 1) * nu];
        for (int j = 0; j < size; j++) {
            int at = j * spec.outputs();
            System.arraycopy(outputs, at, factors, j * r, r);
            for (int k = 0; k < nu; k++) {
                sums[(j + 1) * nu + k] = sums[j * nu + k] + outputs[at + r + k];
            }
            boundaries[j + 1] = boundaries[j] + softplus(outputs[at + r + nu] - 2);
        }
        float[] projected = layer(factors, r, weights.get("sum-weights"), new float[spec.units()]);
        return new PairHeadColumns(size, factors, boundaries, sums, projected);
    }

    /** Every column with its neighbours, zero beyond the ends: feature i of column j + t at i (2k + 1) + t + k. */
    static float[] unfold(PairHeadSpec spec, float[] phi) {
        int k = spec.halfWidth();
        if (k == 0) {
            return phi;
        }
        int q = spec.features();
        int size = phi.length / q;
        int width = 2 * k + 1;
        float[] unfolded = new float[size * q * width];
        for (int j = 0; j < size; j++) {
            for (int t = Math.max(-k, -j); t <= Math.min(k, size - 1 - j); t++) {
                for (int i = 0; i < q; i++) {
                    unfolded[(j * q + i) * width + t + k] = phi[(j + t) * q + i];
                }
            }
        }
        return unfolded;
    }

    private static double softplus(double x) {
        return x > 30 ? x : Math.log1p(Math.exp(x));
    }

    private static float[] layer(float[] rows, int inputs, float[] weights, float[] bias) {
        int units = bias.length;
        int count = rows.length / inputs;
        float[] outputs = new float[Math.multiplyExact(count, units)];
        for (int i = 0; i < count; i++) {
            System.arraycopy(bias, 0, outputs, i * units, units);
            for (int k = 0; k < inputs; k++) {
                float value = rows[i * inputs + k];
                for (int u = 0; u < units; u++) {
                    outputs[i * units + u] += value * weights[k * units + u];
                }
            }
        }
        return outputs;
    }

    int size() {
        return size;
    }

    float factor(int column, int k, int rank) {
        return factors[column * rank + k];
    }

    /** Sum of boundary strengths before a column. */
    double boundary(int column) {
        return boundaries[column];
    }

    /** Sum of quantity k before a column. */
    double sum(int column, int k, int windows) {
        return sums[column * windows + k];
    }

    /** Part of a hidden unit of the pair network that comes from one column. */
    float projected(int column, int unit, int units) {
        return projected[column * units + unit];
    }
}
