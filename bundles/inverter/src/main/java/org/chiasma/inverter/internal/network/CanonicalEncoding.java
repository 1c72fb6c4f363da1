package org.chiasma.inverter.internal.network;

import java.util.Arrays;

/**
 * Matrices in canonical form M = P R A C Q: diagonal factors R and C bring all rows and columns to about the same length
 * and |M|_F to 1; permutations P and Q put the largest entry first, then the largest outside its row and column, and so on
 * down the diagonal (ties by position); the signs of R and C make the diagonal positive, and the rest of the first row with
 * it. Matrices that differ by scale, order and signs of rows and columns look the same to the network, and its answer for
 * one is, up to rounding, the answer for all: A^-1 = C Q M^-1 P R.
 *
 * <p>The lengths are made equal by a few sweeps of dividing rows, then columns, by theirs (Sinkhorn and Knopp, 1967, on the
 * squares): the matrices that are left to learn vary less, and are better conditioned.
 */
record CanonicalEncoding() implements Encoding {
    private static final int SWEEPS = 4;

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
        /** For each matrix and position on the diagonal, the row that went there; likewise the columns. */
        private final int[] rows;

        private final int[] columns;
        /** For each matrix and row as given, its factor with its sign, apart from the norm; likewise the columns. */
        private final double[] rowFactors;

        private final double[] columnFactors;
        /** One matrix with its rows and columns scaled, as given otherwise. */
        private final double[] scaled;

        CanonicalBatch(int n, int count) {
            this.n = n;
            this.count = count;
            this.inputs = new float[count * n * n];
            this.norms = new double[count];
            this.rows = new int[count * n];
            this.columns = new int[count * n];
            this.rowFactors = new double[count * n];
            this.columnFactors = new double[count * n];
            this.scaled = new double[n * n];
        }

        void put(int k, double[] matrices) {
            int offset = k * n * n;
            norms[k] = Frobenius.norm(matrices, offset, n * n);
            for (int e = 0; e < n * n; e++) {
                scaled[e] = matrices[offset + e] / norms[k];
            }
            equalizeLengths(k);
            choosePivots(k);
            chooseSigns(k);
            for (int i = 0; i < n; i++) {
                int row = rows[k * n + i];
                for (int j = 0; j < n; j++) {
                    int column = columns[k * n + j];
                    double sign = Math.signum(rowFactors[k * n + row]) * Math.signum(columnFactors[k * n + column]);
                    inputs[offset + i * n + j] = (float) (sign * scaled[row * n + column]);
                }
            }
        }

        private void equalizeLengths(int k) {
            Arrays.fill(rowFactors, k * n, (k + 1) * n, 1);
            Arrays.fill(columnFactors, k * n, (k + 1) * n, 1);
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                for (int line = 0; line < n; line++) {
                    rowFactors[k * n + line] *= shorten(line * n, 1);
                }
                for (int line = 0; line < n; line++) {
                    columnFactors[k * n + line] *= shorten(line, n);
                }
            }
            // The columns now have length one, or are zero.
            double factor = 1 / Frobenius.norm(scaled, 0, n * n);
            for (int e = 0; e < n * n; e++) {
                scaled[e] *= factor;
            }
            for (int line = 0; line < n; line++) {
                columnFactors[k * n + line] *= factor;
            }
        }

        /** Brings a line to length one and returns by what factor; lines too small to be squared stay. */
        private double shorten(int first, int stride) {
            double squares = 0;
            for (int e = 0; e < n; e++) {
                squares += scaled[first + e * stride] * scaled[first + e * stride];
            }
            if (squares < Double.MIN_NORMAL) {
                return 1;
            }
            double factor = 1 / Math.sqrt(squares);
            for (int e = 0; e < n; e++) {
                scaled[first + e * stride] *= factor;
            }
            return factor;
        }

        private void choosePivots(int k) {
            for (int i = 0; i < n; i++) {
                rows[k * n + i] = i;
                columns[k * n + i] = i;
            }
            for (int step = 0; step < n; step++) {
                int row = step;
                int column = step;
                double largest = -1;
                for (int i = step; i < n; i++) {
                    int start = rows[k * n + i] * n;
                    for (int j = step; j < n; j++) {
                        double magnitude = Math.abs(scaled[start + columns[k * n + j]]);
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

        private void chooseSigns(int k) {
            int first = rows[k * n] * n;
            for (int j = 0; j < n; j++) {
                int column = columns[k * n + j];
                int row = rows[k * n + j];
                int columnSign = sign(scaled[first + column]);
                columnFactors[k * n + column] *= columnSign;
                rowFactors[k * n + row] *= columnSign * sign(scaled[row * n + column]);
            }
        }

        private static int sign(double value) {
            return value < 0 ? -1 : 1;
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
                        targets[(k * n + i) * n + j] =
                                (float) (inverses[position(k, i, j)] * norms[k] / factor(k, i, j));
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
                        inverses[position(k, i, j)] = outputs[(k * n + i) * n + j] * factor(k, i, j) / norms[k];
                    }
                }
            }
        }

        /** Where entry (i, j) of the canonical inverse lies in the inverse of the matrix as it was given. */
        private int position(int k, int i, int j) {
            return (k * n + columns[k * n + i]) * n + rows[k * n + j];
        }

        /** By what the entry there is larger, apart from the norm. */
        private double factor(int k, int i, int j) {
            return columnFactors[k * n + columns[k * n + i]] * rowFactors[k * n + rows[k * n + j]];
        }
    }
}
