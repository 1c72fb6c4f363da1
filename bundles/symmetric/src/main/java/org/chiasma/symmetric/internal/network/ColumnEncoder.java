package org.chiasma.symmetric.internal.network;

import org.chiasma.api.matrix.Axis;
import org.chiasma.linalg.FloatMatrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.model.ColumnFeatures;
import org.chiasma.symmetric.internal.model.ColumnValues;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.model.Predictor;
import org.chiasma.symmetric.internal.storage.FactoredMatrix;
import org.chiasma.symmetric.internal.storage.FloatSymmetricMatrix;

/**
 * A trained encoder, which computes the factors and the bias of a column from its features by the products of {@link
 * EncoderWeights}; no ND4J is needed for that. O(D) products of rows of the features with the layers.
 */
public record ColumnEncoder(EncoderWeights weights) implements Predictor {
    private static final int BLOCK = 4096;

    @Override
    public FloatSymmetricMatrix predict(
            LinearAlgebra algebra,
            ColumnFeatures features,
            ColumnValues columns,
            int[] positions,
            Axis axis,
            Link link) {
        try (FloatMatrix phi = features.matrix32(columns, algebra)) {
            return matrix(encode(algebra, phi), axis, link);
        }
    }

    /** Factors and biases as a matrix of predictions. */
    FactoredMatrix matrix(float[] outputs, Axis axis, Link link) {
        int rank = weights.rank();
        int columns = outputs.length / (rank + 1);
        float[] factors = new float[columns * rank];
        float[] biases = new float[columns];
        for (int j = 0; j < columns; j++) {
            System.arraycopy(outputs, j * (rank + 1), factors, j * rank, rank);
            biases[j] = outputs[j * (rank + 1) + rank];
        }
        double[] core = new double[rank * rank];
        for (int k = 0; k < rank; k++) {
            core[k * rank + k] = weights.signs()[k];
        }
        return new FactoredMatrix(axis, axis, factors, core, biases, 0, link);
    }

    /** The outputs (e, b) of every column, D x (r + 1), for features D x q. */
    float[] encode(LinearAlgebra algebra, FloatMatrix phi) {
        int width = weights.rank() + 1;
        int columns = Math.toIntExact(phi.rows());
        float[] outputs = new float[Math.multiplyExact(columns, width)];
        int widest = Math.max(
                width,
                weights.hidden().stream().mapToInt(Integer::intValue).max().orElse(1));
        int rows = Math.min(BLOCK, Math.max(1, columns));
        try (FloatMatrix one = FloatMatrix.zeros(rows, widest);
                FloatMatrix other = FloatMatrix.zeros(rows, widest);
                Layers layers = new Layers()) {
            for (int first = 0; first < columns; first += rows) {
                int count = Math.min(rows, columns - first);
                layers.run(algebra, phi.block(first, 0, count, phi.columns()), one, other, outputs, first * width);
            }
        }
        return outputs;
    }

    /** The weights outside the heap. */
    private final class Layers implements AutoCloseable {
        private final FloatMatrix direct;
        private final FloatMatrix[] matrices;
        private final float[][] biases;

        Layers() {
            int width = weights.rank() + 1;
            int depth = weights.hidden().size() + 1;
            this.matrices = new FloatMatrix[depth];
            this.biases = new float[depth][];
            int at = 0;
            this.direct = matrix(at, weights.features(), width);
            at += weights.features() * width;
            int inputs = weights.features();
            for (int k = 0; k < depth; k++) {
                int units = k < depth - 1 ? weights.hidden().get(k) : width;
                matrices[k] = matrix(at, inputs, units);
                at += inputs * units;
                biases[k] = java.util.Arrays.copyOfRange(weights.values(), at, at + units);
                at += units;
                inputs = units;
            }
        }

        private FloatMatrix matrix(int at, int rows, int columns) {
            FloatMatrix matrix = FloatMatrix.zeros(rows, columns);
            for (int i = 0; i < rows; i++) {
                matrix.writeRow(i, 0, weights.values(), at + i * columns, columns);
            }
            return matrix;
        }

        void run(
                LinearAlgebra algebra,
                FloatMatrix phi,
                FloatMatrix one,
                FloatMatrix other,
                float[] target,
                int offset) {
            long rows = phi.rows();
            FloatMatrix inputs = phi;
            FloatMatrix free = one;
            for (int k = 0; k < matrices.length; k++) {
                FloatMatrix outputs = free.block(0, 0, rows, matrices[k].columns());
                algebra.multiply(1, inputs, false, matrices[k], false, 0, outputs);
                if (k == matrices.length - 1) {
                    algebra.multiply(1, phi, false, direct, false, 1, outputs);
                    finish(outputs, biases[k], target, offset);
                } else {
                    activate(outputs, biases[k]);
                }
                inputs = outputs;
                free = free == one ? other : one;
            }
        }

        private static void activate(FloatMatrix layer, float[] bias) {
            float[] row = new float[bias.length];
            for (long i = 0; i < layer.rows(); i++) {
                layer.readRow(i, 0, row, 0, row.length);
                for (int k = 0; k < row.length; k++) {
                    row[k] = (float) Math.tanh(row[k] + bias[k]);
                }
                layer.writeRow(i, 0, row, 0, row.length);
            }
        }

        private static void finish(FloatMatrix layer, float[] bias, float[] target, int offset) {
            for (int i = 0; i < layer.rows(); i++) {
                int at = offset + i * bias.length;
                layer.readRow(i, 0, target, at, bias.length);
                for (int k = 0; k < bias.length; k++) {
                    target[at + k] += bias[k];
                }
            }
        }

        @Override
        public void close() {
            direct.close();
            for (FloatMatrix matrix : matrices) {
                matrix.close();
            }
        }
    }

    @Override
    public String name() {
        return "encoder";
    }

    @Override
    public long parameters() {
        return weights.values().length;
    }
}
