package org.chiasma.inverter.internal.network;

import java.util.SplittableRandom;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The pieces of which the networks are made, in the form in which SameDiff is fast: {@code mmul} and {@code biasAdd}
 * give row-major arrays (its linear layer gives column-major ones, and every later operation pays for it), and
 * {@code x step(x)} has a much cheaper gradient than its relu.
 */
final class Layers {
    /** Under the root of a Frobenius norm, so that its derivative stays finite at an exact inverse. */
    private static final double SMALLEST_SQUARE = 1e-14;

    private final SameDiff graph = SameDiff.create();
    private final SplittableRandom random;
    private final DataType type;
    private int count;

    Layers(long seed, DataType type) {
        this.random = new SplittableRandom(seed);
        this.type = type;
    }

    SameDiff graph() {
        return graph;
    }

    SDVariable placeholder(String name, int columns) {
        return graph.placeHolder(name, type, -1, columns);
    }

    SDVariable constant(double[] values, long... shape) {
        return graph.constant("constant-" + ++count, array(values, shape));
    }

    SDVariable variable(String name, double[] values, long... shape) {
        return graph.var(name, array(values, shape));
    }

    SDVariable named(String name, SDVariable variable) {
        return graph.identity(name, variable);
    }

    /** A layer of so many outputs with Glorot's uniform weights and no bias yet, as Keras begins. */
    SDVariable dense(SDVariable inputs, int from, int to) {
        String name = "dense-" + ++count;
        return biased(name, inputs.mmul(weights(name, from, to)), to);
    }

    /** A layer that answers zero before it is trained. */
    SDVariable zeroDense(SDVariable inputs, int from, int to) {
        String name = "dense-" + ++count;
        return biased(name, inputs.mmul(variable(name + "-weights", new double[from * to], from, to)), to);
    }

    /** A layer without bias. */
    SDVariable linear(SDVariable inputs, int from, int to) {
        return inputs.mmul(weights("linear-" + ++count, from, to));
    }

    SDVariable relu(SDVariable x) {
        return x.mul(graph.math().step(x, 0));
    }

    SDVariable concat(SDVariable left, SDVariable right) {
        return graph.concat(1, left, right);
    }

    SDVariable meanSquare(SDVariable x) {
        return mean(x.mul(x));
    }

    SDVariable mean(SDVariable x) {
        return graph.mean(x);
    }

    SDVariable log(SDVariable x) {
        return graph.math().log(x);
    }

    /** The Euclidean norm of every row. */
    SDVariable norms(SDVariable x) {
        return graph.math().sqrt(graph.sum(x.mul(x), 1).add(SMALLEST_SQUARE));
    }

    private SDVariable biased(String name, SDVariable products, int columns) {
        return graph.nn().biasAdd(products, variable(name + "-bias", new double[columns], columns), false);
    }

    private SDVariable weights(String name, int from, int to) {
        double limit = Math.sqrt(6.0 / (from + to));
        double[] values = new double[from * to];
        for (int i = 0; i < values.length; i++) {
            values[i] = limit * (2 * random.nextDouble() - 1);
        }
        return variable(name + "-weights", values, from, to);
    }

    private INDArray array(double[] values, long... shape) {
        INDArray wide = Nd4j.createFromArray(values).reshape('c', shape);
        return type == DataType.DOUBLE ? wide : wide.castTo(type);
    }
}
