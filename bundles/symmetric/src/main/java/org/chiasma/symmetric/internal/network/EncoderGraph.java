package org.chiasma.symmetric.internal.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.chiasma.nd4j.training.GraphParameters;
import org.chiasma.symmetric.internal.model.LowRank;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The SameDiff graph of a column encoder over a block of b columns, with its loss. Placeholders: {@link #FEATURES} (b x q)
 * and, depending on the {@link PairLoss}, {@link #ENTRIES} (b x b) and {@link #WEIGHTS} (b x b), or {@link #GRADIENT} (b x
 * (r + 1)). Variables: {@link #OUTPUTS} (b x (r + 1)) and {@link #LOSS}.
 */
final class EncoderGraph {
    static final String FEATURES = "features";
    static final String ENTRIES = "entries";
    static final String WEIGHTS = "weights";
    static final String GRADIENT = "gradient";
    static final String OUTPUTS = "outputs";
    static final String LOSS = "loss";

    private final SameDiff graph = SameDiff.create();
    private final DataType type;
    private final int features;
    private final List<Integer> hidden;
    private final int[] signs;
    private final SDVariable outputs;

    /**
     * Builds the encoder and its loss.
     *
     * @param start what the outputs are before anything is trained
     * @param extra factors that begin at zero
     * @param seed of the hidden layers
     */
    EncoderGraph(LowRank start, int extra, List<Integer> hidden, PairLoss loss, long seed, DataType type) {
        this.type = type;
        this.features = start.basis().rows();
        this.hidden = hidden;
        this.signs = signs(start, extra);
        this.outputs = outputs(start, new SplittableRandom(seed));
        graph.identity(OUTPUTS, outputs);
        graph.identity(LOSS, loss.of(this));
        graph.setLossVariables(LOSS);
    }

    private static int[] signs(LowRank start, int extra) {
        int[] signs = new int[start.rank() + extra];
        for (int k = 0; k < signs.length; k++) {
            boolean negative = k < start.rank() ? start.weights()[k] < 0 : k % 2 == 1;
            signs[k] = negative ? -1 : 1;
        }
        return signs;
    }

    private SDVariable outputs(LowRank start, SplittableRandom random) {
        int width = signs.length + 1;
        SDVariable phi = graph.placeHolder(FEATURES, type, -1, features);
        double[] direct = new double[features * width];
        for (int k = 0; k < start.rank(); k++) {
            double scale = Math.sqrt(Math.abs(start.weights()[k]));
            for (int i = 0; i < features; i++) {
                direct[i * width + k] = scale * start.basis().get(i, k);
            }
        }
        SDVariable linear = phi.mmul(variable("direct", direct, features, width));
        SDVariable layer = phi;
        int inputs = features;
        for (int k = 0; k < hidden.size(); k++) {
            int units = hidden.get(k);
            layer = graph.math().tanh(dense(layer, "layer-" + k, inputs, units, 1 / Math.sqrt(inputs), random));
            inputs = units;
        }
        // Extra factors start from small random numbers: at zero, a product of two has no gradient.
        double[] last = new double[inputs * width];
        for (int i = 0; i < inputs; i++) {
            for (int k = start.rank(); k < signs.length; k++) {
                last[i * width + k] = 0.1 / Math.sqrt(inputs) * random.nextGaussian();
            }
        }
        SDVariable product = layer.mmul(variable("last-weights", last, inputs, width));
        return linear.add(graph.nn().biasAdd(product, variable("last-bias", new double[width], width), false));
    }

    private SDVariable dense(
            SDVariable inputs, String name, int from, int to, double deviation, SplittableRandom random) {
        double[] weights = new double[from * to];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = deviation * random.nextGaussian();
        }
        SDVariable product = inputs.mmul(variable(name + "-weights", weights, from, to));
        return graph.nn().biasAdd(product, variable(name + "-bias", new double[to], to), false);
    }

    private SDVariable variable(String name, double[] values, long... shape) {
        INDArray wide = Nd4j.createFromArray(values).reshape('c', shape);
        return graph.var(name, type == DataType.DOUBLE ? wide : wide.castTo(type));
    }

    SameDiff graph() {
        return graph;
    }

    /** A further placeholder. */
    SDVariable placeholder(String name, long columns) {
        return graph.placeHolder(name, type, -1, columns);
    }

    /** All outputs, b x (r + 1). */
    SDVariable all() {
        return outputs;
    }

    /** A constant row, 1 x length. */
    SDVariable row(double[] values) {
        INDArray wide = Nd4j.createFromArray(values).reshape('c', 1, values.length);
        return graph.constant(type == DataType.DOUBLE ? wide : wide.castTo(type));
    }

    /** A constant matrix. */
    SDVariable matrix(double[][] values) {
        INDArray wide = Nd4j.createFromArray(values);
        return graph.constant(type == DataType.DOUBLE ? wide : wide.castTo(type));
    }

    int[] signs() {
        return signs.clone();
    }

    /**
     * The weights in the order of {@link EncoderWeights}.
     *
     * @param parameters in the order of {@link GraphParameters#of}, which is SameDiff's own
     */
    EncoderWeights weights(float[] parameters) {
        Map<String, float[]> byName = new HashMap<>();
        int at = 0;
        for (SDVariable variable : GraphParameters.of(graph)) {
            int length = Math.toIntExact(variable.getArr().length());
            byName.put(variable.name(), Arrays.copyOfRange(parameters, at, at + length));
            at += length;
        }
        List<String> names = new ArrayList<>(List.of("direct"));
        for (int k = 0; k < hidden.size(); k++) {
            names.add("layer-" + k + "-weights");
            names.add("layer-" + k + "-bias");
        }
        names.add("last-weights");
        names.add("last-bias");
        float[] values = new float[parameters.length];
        int to = 0;
        for (String name : names) {
            float[] part = Objects.requireNonNull(byName.get(name), name);
            System.arraycopy(part, 0, values, to, part.length);
            to += part.length;
        }
        return new EncoderWeights(features, hidden, signs, values);
    }
}
