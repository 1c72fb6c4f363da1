package org.chiasma.inverter.internal.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Trains a network by Adam (beta 0.9 and 0.999, epsilon 1e-7 as in Keras), one batch at a time.
 *
 * <p>The graph's variables become parts of one array, so that Adam is one operation over all parameters, the graph always
 * holds the trained values, and a checkpoint is a copy of three arrays. The gradient is SameDiff's, run by a
 * {@link GradientPlan}. Not for use by several threads at once.
 */
public final class TrainingStep implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-7;

    private final SameDiff graph;
    private final INDArray parameters;
    private final INDArray gradients;
    private final INDArray firstMoments;
    private final INDArray secondMoments;
    private final Map<String, INDArray> gradientViews = new LinkedHashMap<>();
    private @Nullable GradientPlan plan;
    private long steps;

    /** Begins with the parameters that the graph has. */
    public TrainingStep(NetworkGraph network) {
        this.graph = network.graph();
        List<SDVariable> variables = network.trained();
        int length = variables.stream()
                .mapToInt(variable -> Math.toIntExact(variable.getArr().length()))
                .sum();
        FlatParameters flat = new FlatParameters(length);
        this.parameters = flat.whole();
        this.gradients = Nd4j.create(DataType.FLOAT, length);
        this.firstMoments = Nd4j.create(DataType.FLOAT, length);
        this.secondMoments = Nd4j.create(DataType.FLOAT, length);
        long offset = 0;
        for (SDVariable variable : variables) {
            INDArray values = variable.getArr();
            INDArray shared = flat.next(values);
            // Set over an existing array, the values would be copied into that one.
            graph.getVariablesArrays().removeArray(variable.name());
            graph.getVariablesArrays().setArray(variable.name(), shared);
            gradientViews.put(
                    variable.name(),
                    gradients
                            .get(NDArrayIndex.interval(offset, offset + values.length()))
                            .reshape('c', values.shape()));
            offset += values.length();
        }
        QuietThread.run(graph::createGradFunction);
    }

    /** How many numbers are trained. */
    public long parameterCount() {
        return parameters.length();
    }

    /**
     * Takes one step.
     *
     * @param inputs count x n x n, as {@link Encoding.Encoded#inputs} gives them
     * @param targets count x n x n, as {@link Encoding.Encoded#targets} gives them; not read by losses on the residual
     * @param count matrices in the batch
     * @param rate Adam's learning rate for this step
     * @return the loss before the step
     */
    public double step(float[] inputs, float[] targets, int count, double rate) {
        double loss = plan(count).run(inputs, targets);
        update(rate);
        return loss;
    }

    /** The plan for batches of this size; the one for another size goes. */
    private GradientPlan plan(int count) {
        GradientPlan current = plan;
        if (current == null || current.count() != count) {
            if (current != null) {
                current.close();
            }
            current = new GradientPlan(graph, count, gradientViews);
            plan = current;
        }
        return current;
    }

    private void update(double rate) {
        Nd4j.exec(DynamicCustomOp.builder("adam_updater")
                .addInputs(gradients, secondMoments, firstMoments)
                .addOutputs(gradients, secondMoments, firstMoments)
                .addFloatingPointArguments(rate, BETA1, BETA2, EPSILON)
                .addIntegerArguments(steps)
                .build());
        parameters.subi(gradients);
        steps++;
    }

    /** The trained parameters, copied. */
    public float[] parameters() {
        return parameters.toFloatVector();
    }

    /** Replaces the parameters, in the graph as well, and nothing else. */
    public void parameters(float[] values) {
        assign(parameters, values);
    }

    /** All that the next step depends on, copied. */
    public TrainingState state() {
        return new TrainingState(parameters(), firstMoments.toFloatVector(), secondMoments.toFloatVector(), steps);
    }

    /**
     * Goes on from where another training step stood: what follows is the same, bit for bit, on the same number of
     * threads.
     */
    public void restore(TrainingState state) {
        assign(parameters, state.parameters());
        assign(firstMoments, state.firstMoments());
        assign(secondMoments, state.secondMoments());
        steps = state.steps();
    }

    private static void assign(INDArray target, float[] values) {
        if (values.length != target.length()) {
            throw new IllegalArgumentException(values.length + " values for " + target.length() + " parameters");
        }
        try (INDArray source = Nd4j.createFromArray(values)) {
            target.assign(source);
        }
    }

    /** Frees the optimiser's memory; the graph keeps the trained parameters. */
    @Override
    public void close() {
        if (plan != null) {
            plan.close();
        }
        gradients.close();
        firstMoments.close();
        secondMoments.close();
    }
}
