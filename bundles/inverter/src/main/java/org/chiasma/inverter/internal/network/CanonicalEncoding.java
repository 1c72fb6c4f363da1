package org.chiasma.inverter.internal.network;

/**
 * Matrices in canonical form M = R P A Q C / |A|_F: the largest entry first, then the largest outside its row and column,
 * and so on down the diagonal (permutations P and Q, ties by position), which signs R and C then make positive, and the
 * rest of the first row with it. All matrices that differ by scale, order and signs of rows and columns look the same to
 * the network, and its answer for one is, exactly up to rounding, the answer for all: A^-1 = Q C M^-1 R P / |A|_F.
 */
record CanonicalEncoding() implements Encoding {
    @Override
    public Encoded encode(int n, int count, double[] matrices) {
        CanonicalBatch batch = new CanonicalBatch(n, count);
        for (int k = 0; k < count; k++) {
            batch.put(k, matrices);
        }
        return batch;
    }

    private static final class CanonicalBatch implements Encoded {
        private final int n;
        private final int count;
        private final float[] inputs;
        private final double[] norms;
        /** For each matrix and position on the diagonal, the row that went there and its sign; likewise the columns. */
        private final int[] rows;

        private final int[] columns;
        private final byte[] rowSigns;
        private final byte[] columnSigns;

        CanonicalBatch(int n, int count) {
            this.n = n;
            this.count = count;
            this.inputs = new float[count * n * n];
            this.norms = new double[count];
            this.rows = new int[count * n];
            this.columns = new int[count * n];
            this.rowSigns = new byte[count * n];
            this.columnSigns = new byte[count * n];
        }

        void put(int k, double[] matrices) {
            int offset = k * n * n;
            norms[k] = Frobenius.norm(matrices, offset, n * n);
            choosePivots(k, matrices);
            chooseSigns(k, matrices);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double value = matrices[offset + rows[k * n + i] * n + columns[k * n + j]] / norms[k];
                    inputs[offset + i * n + j] = (float) (rowSigns[k * n + i] * columnSigns[k * n + j] * value);
                }
            }
        }

        private void choosePivots(int k, double[] matrices) {
            for (int i = 0; i < n; i++) {
                rows[k * n + i] = i;
                columns[k * n + i] = i;
            }
            for (int step = 0; step < n; step++) {
                int row = step;
                int column = step;
                double largest = -1;
                for (int i = step; i < n; i++) {
                    int start = k * n * n + rows[k * n + i] * n;
                    for (int j = step; j < n; j++) {
                        double magnitude = Math.abs(matrices[start + columns[k * n + j]]);
                        if (magnitude > largest) {
                            largest = magnitude;
                            row = i;
                            column = j;
                        }
                    }
                }
                swap(rows, k * n + step, k * n + row);
                swap(columns, k * n + step, k * n + column);
            }
        }

        private void chooseSigns(int k, double[] matrices) {
            int first = k * n * n + rows[k * n] * n;
            for (int j = 0; j < n; j++) {
                int column = columns[k * n + j];
                columnSigns[k * n + j] = sign(matrices[first + column]);
                int pivot = k * n * n + rows[k * n + j] * n + column;
                rowSigns[k * n + j] = (byte) (columnSigns[k * n + j] * sign(matrices[pivot]));
            }
        }

        private static byte sign(double value) {
            return (byte) (value < 0 ? -1 : 1);
        }

        private static void swap(int[] values, int i, int j) {
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }

        @Override
        public float[] inputs() {
            return inputs;
        }

        @Override
        public float[] targets(double[] inverses) {
            float[] targets = new float[inputs.length];
            for (int k = 0; k < count; k++) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        targets[k * n * n + i * n + j] =
                                (float) (sign(k, i, j) * inverses[position(k, i, j)] * norms[k]);
                    }
                }
            }
            return targets;
        }

        @Override
        public void decode(float[] outputs, double[] inverses) {
            for (int k = 0; k < count; k++) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        inverses[position(k, i, j)] = sign(k, i, j) * outputs[k * n * n + i * n + j] / norms[k];
                    }
                }
            }
        }

        /** Where entry (i, j) of the canonical inverse lies in the inverse of the matrix as it was given. */
        private int position(int k, int i, int j) {
            return k * n * n + columns[k * n + i] * n + rows[k * n + j];
        }

        private int sign(int k, int i, int j) {
            return columnSigns[k * n + i] * rowSigns[k * n + j];
        }
    }
}
