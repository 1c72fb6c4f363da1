package org.chiasma.inverter.internal.network;

import java.util.Arrays;

/**
 * Matrices of Frobenius norm sqrt(n), of which the network learns the adjugate. The inverse is read back as Y / s, where
 * s = |M Y|_F^2 / tr(M Y) makes |I - M Y / s|_F smallest: for the true adjugate that is the determinant.
 */
record AdjugateEncoding() implements Encoding {
    @Override
    public Encoded encode(int n, int count, double[] matrices) {
        return new AdjugateBatch(n, count, matrices);
    }

    private static final class AdjugateBatch implements Encoded {
        private final int n;
        private final int count;
        private final double[] factors;
        private final double[] scaled;

        AdjugateBatch(int n, int count, double[] matrices) {
            this.n = n;
            this.count = count;
            this.factors = new double[count];
            this.scaled = new double[count * n * n];
            for (int k = 0; k < count; k++) {
                factors[k] = Math.sqrt(n) / Frobenius.norm(matrices, k * n * n, n * n);
                for (int e = k * n * n; e < (k + 1) * n * n; e++) {
                    scaled[e] = matrices[e] * factors[k];
                }
            }
        }

        @Override
        public float[] inputs() {
            float[] inputs = new float[scaled.length];
            for (int e = 0; e < inputs.length; e++) {
                inputs[e] = (float) scaled[e];
            }
            return inputs;
        }

        @Override
        public float[] targets(double[] inverses) {
            float[] targets = new float[scaled.length];
            for (int k = 0; k < count; k++) {
                double determinant = determinant(k);
                for (int e = k * n * n; e < (k + 1) * n * n; e++) {
                    targets[e] = (float) (determinant * inverses[e] / factors[k]);
                }
            }
            return targets;
        }

        @Override
        public void decode(float[] outputs, double[] inverses) {
            for (int k = 0; k < count; k++) {
                double scale = bestScale(k, outputs) * factors[k];
                for (int e = k * n * n; e < (k + 1) * n * n; e++) {
                    inverses[e] = outputs[e] * scale;
                }
            }
        }

        /** tr(P) / |P|_F^2 of P = M Y. */
        private double bestScale(int k, float[] outputs) {
            int offset = k * n * n;
            double trace = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double product = 0;
                    for (int l = 0; l < n; l++) {
                        product += scaled[offset + i * n + l] * outputs[offset + l * n + j];
                    }
                    squares += product * product;
                    trace += i == j ? product : 0;
                }
            }
            return squares == 0 ? 0 : trace / squares;
        }

        /** Of the scaled matrix, by elimination with partial pivoting. */
        private double determinant(int k) {
            double[] rows = Arrays.copyOfRange(scaled, k * n * n, (k + 1) * n * n);
            double determinant = 1;
            for (int column = 0; column < n; column++) {
                int pivot = column;
                for (int i = column + 1; i < n; i++) {
                    pivot = Math.abs(rows[i * n + column]) > Math.abs(rows[pivot * n + column]) ? i : pivot;
                }
                double value = rows[pivot * n + column];
                determinant *= pivot == column ? value : -value;
                if (value == 0) {
                    return 0;
                }
                for (int j = column; j < n; j++) {
                    double other = rows[pivot * n + j];
                    rows[pivot * n + j] = rows[column * n + j];
                    rows[column * n + j] = other;
                }
                for (int i = column + 1; i < n; i++) {
                    double ratio = rows[i * n + column] / value;
                    for (int j = column; j < n; j++) {
                        rows[i * n + j] -= ratio * rows[column * n + j];
                    }
                }
            }
            return determinant;
        }
    }
}
