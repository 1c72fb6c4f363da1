package org.chiasma.symmetric.internal.network;

import java.util.Arrays;
import java.util.List;

/**
 * The numbers of a column encoder of q features, hidden layers of h units and r factors: e_j and b_j together are
 *
 * <pre>o_j = phi_j V + tanh(... tanh(phi_j W_1 + c_1) W_2 + c_2 ...) W_out + c_out,   o = (e, b), r + 1 numbers</pre>
 *
 * <p>and the prediction for a pair is sum_k s_k e_ik e_jk + b_i + b_j with fixed signs s.
 *
 * @param features q
 * @param hidden units of each hidden layer
 * @param signs s, of length r
 * @param values V, then W and c of every layer, row-major, one after the other
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of a model, never compared
public record EncoderWeights(int features, List<Integer> hidden, int[] signs, float[] values) {
    /** Checks that the numbers are as many as the layers need. */
    public EncoderWeights {
        hidden = List.copyOf(hidden);
        if (features < 1
                || hidden.stream().anyMatch(units -> units < 1)
                || values.length != count(features, hidden, signs.length)) {
            throw new IllegalArgumentException("%d numbers for %d features, layers %s and %d factors"
                    .formatted(values.length, features, hidden, signs.length));
        }
        if (Arrays.stream(signs).anyMatch(sign -> sign != 1 && sign != -1)) {
            throw new IllegalArgumentException("signs " + Arrays.toString(signs));
        }
    }

    /** How many numbers there are. */
    static int count(int features, List<Integer> hidden, int rank) {
        int count = features * (rank + 1);
        int inputs = features;
        for (int units : hidden) {
            count += (inputs + 1) * units;
            inputs = units;
        }
        return count + (inputs + 1) * (rank + 1);
    }

    /** r. */
    public int rank() {
        return signs.length;
    }
}
