package org.chiasma.symmetric.internal.network;

/**
 * The pair network for chunks of pairs, in plain loops over pairs: each pair's sum is made in the same order wherever the
 * pair stands, so that an entry has the same bits in every block and in both triangles. About 3,000 multiplications for each
 * pair. For one thread.
 */
final class PairHeadForward {
    /** Pairs at a time. */
    static final int CHUNK = 256;

    private final PairHeadWeights weights;
    private final PairHeadSpec spec;
    private final PairHeadColumns columns;
    private final int[] positions;
    private final PairSkips skips;
    private final float[] inputs;
    private final float[] hidden;
    private final float[] last = new float[PairHeadSpec.LAST_UNITS * CHUNK];
    private final float[] core;

    PairHeadForward(PairHeadWeights weights, PairHeadColumns columns, int[] positions, PairSkips skips) {
        this.weights = weights;
        this.spec = weights.spec();
        this.columns = columns;
        this.positions = positions;
        this.skips = skips;
        this.inputs = new float[(spec.known() + spec.made()) * CHUNK];
        this.hidden = new float[spec.units() * CHUNK];
        this.core = symmetric(weights.get("core"), spec.factors());
    }

    private static float[] symmetric(float[] matrix, int r) {
        float[] symmetric = new float[r * r];
        for (int k = 0; k < r; k++) {
            for (int l = 0; l < r; l++) {
                symmetric[k * r + l] = 0.5f * (matrix[k * r + l] + matrix[l * r + k]);
            }
        }
        return symmetric;
    }

    /** Predictions for {@code count} pairs {@code i[p] <= j[p]}, added to {@code target} times {@code scale}. */
    void add(int[] i, int[] j, int count, float scale, float[] target) {
        fill(i, j, count);
        float[] bias = weights.get("pair-1-bias");
        int units = spec.units();
        for (int u = 0; u < units; u++) {
            for (int p = 0; p < count; p++) {
                hidden[u * CHUNK + p] =
                        bias[u] + (columns.projected(i[p], u, units) + columns.projected(j[p], u, units));
            }
        }
        accumulate(inputs, 0, spec.known(), weights.get("known-weights"), units, hidden, count);
        accumulate(inputs, spec.known(), spec.made(), weights.get("made-weights"), units, hidden, count);
        for (int u = 0; u < units; u++) {
            spec.activation().apply(hidden, u * CHUNK, count);
        }
        float[] secondBias = weights.get("pair-2-bias");
        for (int u = 0; u < secondBias.length; u++) {
            java.util.Arrays.fill(last, u * CHUNK, u * CHUNK + count, secondBias[u]);
        }
        accumulate(hidden, 0, units, weights.get("pair-2-weights"), secondBias.length, last, count);
        for (int u = 0; u < secondBias.length; u++) {
            spec.activation().apply(last, u * CHUNK, count);
        }
        float[] out = weights.get("pair-3-weights");
        float constant = weights.get("pair-3-bias")[0];
        for (int p = 0; p < count; p++) {
            float sum = constant + lowRank(i[p], j[p]);
            for (int u = 0; u < secondBias.length; u++) {
                sum += out[u] * last[u * CHUNK + p];
            }
            target[p] += scale * sum;
        }
    }

    private float lowRank(int i, int j) {
        int r = spec.factors();
        float sum = 0;
        for (int k = 0; k < r; k++) {
            float inner = 0;
            for (int l = 0; l < r; l++) {
                inner += core[k * r + l] * columns.factor(j, l, r);
            }
            sum += columns.factor(i, k, r) * inner;
        }
        return sum;
    }

    private static void accumulate(
            float[] from, int first, int inputs, float[] weights, int units, float[] to, int count) {
        for (int u = 0; u < units; u++) {
            for (int k = 0; k < inputs; k++) {
                float weight = weights[k * units + u];
                int source = (first + k) * CHUNK;
                int sink = u * CHUNK;
                for (int p = 0; p < count; p++) {
                    to[sink + p] += weight * from[source + p];
                }
            }
        }
    }

    private void fill(int[] i, int[] j, int count) {
        int r = spec.factors();
        int nu = spec.windows();
        int made = spec.known() * CHUNK;
        float[] known = new float[spec.known()];
        for (int p = 0; p < count; p++) {
            known(i[p], j[p], positions, skips, known);
            for (int k = 0; k < known.length; k++) {
                inputs[k * CHUNK + p] = known[k];
            }
            inputs[made + p] = (float) Math.log1p(columns.boundary(j[p]) - columns.boundary(i[p]));
            float inverse = 1f / (j[p] - i[p] + 1);
            for (int k = 0; k < nu; k++) {
                double sum = columns.sum(j[p] + 1, k, nu) - columns.sum(i[p], k, nu);
                inputs[made + (1 + k) * CHUNK + p] = (float) sum * inverse;
            }
            for (int k = 0; k < r; k++) {
                inputs[made + (1 + nu + k) * CHUNK + p] = columns.factor(i[p], k, r) * columns.factor(j[p], k, r);
            }
        }
    }

    /** The inputs of a pair that depend on no weights: of d = distance in bins, log(1 + d) / 3 - 1 and its square / 16 - 1. */
    static void known(int i, int j, int[] positions, PairSkips skips, float[] target) {
        float distance = (float) Math.log1p(Math.abs(positions[j] - positions[i]));
        target[0] = distance / 3 - 1;
        target[1] = distance * distance / 16 - 1;
        skips.fill(i, j, target, 2);
    }
}
