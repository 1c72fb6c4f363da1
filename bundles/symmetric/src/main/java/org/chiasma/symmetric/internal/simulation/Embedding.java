package org.chiasma.symmetric.internal.simulation;

/**
 * What a mechanism makes of the columns: e_i' diag(weights) e_j + b_i + b_j is the signal, up to its scale.
 *
 * @param rank r, entries of each e_j
 * @param factors e_j, D x r, row-major
 * @param weights r of them
 * @param biases b_j, D of them
 * @param boundaries strength of the boundary behind each column, D of them; none when the family has no distances
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
record Embedding(int rank, double[] factors, double[] weights, double[] biases, double[] boundaries) {
    /**
     * Variance of e_i' diag(s) e_j over independent columns i and j: sum_ab s_a s_b M_ab^2 - (sum_a s_a m_a^2)^2, with m
     * and M the first and second moments of e.
     */
    double variance() {
        double squares = 0;
        double mean = 0;
        for (int a = 0; a < rank; a++) {
            double first = moment(a, -1);
            mean += weights[a] * first * first;
            for (int b = 0; b < rank; b++) {
                double second = moment(a, b);
                squares += weights[a] * weights[b] * second * second;
            }
        }
        return squares - mean * mean;
    }

    /** Mean of the biases. */
    double meanBias() {
        double sum = 0;
        for (double bias : biases) {
            sum += bias;
        }
        return sum / biases.length;
    }

    /** Mean over the columns of factor {@code a} times factor {@code b}; of factor {@code a} alone for b = -1. */
    private double moment(int a, int b) {
        double sum = 0;
        for (int j = 0; j < biases.length; j++) {
            sum += factors[j * rank + a] * (b < 0 ? 1 : factors[j * rank + b]);
        }
        return sum / biases.length;
    }
}
