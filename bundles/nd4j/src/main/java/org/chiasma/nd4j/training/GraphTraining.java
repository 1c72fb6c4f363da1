package org.chiasma.nd4j.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Trains the variables of a float32 SameDiff graph by {@link Adam}, one batch at a time. ND4J must have been loaded.
 *
 * <p>The graph's variables become parts of one array, so that Adam is one operation over all parameters, the graph always
 * holds the trained values, and a checkpoint is a copy of three arrays. The gradient is SameDiff's, run by a
 * {@link GradientPlan}. Not for use by several threads at once.
 */
public final class GraphTraining implements AutoCloseable {
    private final SameDiff graph;
    private final String loss;
    private final Adam adam;
    private final INDArray parameters;
    private final INDArray gradients;
    private final INDArray firstMoments;
    private final INDArray secondMoments;
    private final Map<String, INDArray> gradientViews = new LinkedHashMap<>();
    private @Nullable GradientPlan plan;
    private long steps;

    /**
     * Begins with the parameters that the graph has.
     *
     * @param loss name of a scalar of the graph, to be made small
     */
    public GraphTraining(SameDiff graph, String loss, Adam adam) {
        this.graph = graph;
        this.loss = loss;
        this.adam = adam;
        List<SDVariable> variables = trained(graph);
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

    /** The variables of a graph that are trained, in the order in which they were made. */
    public static List<SDVariable> trained(SameDiff graph) {
        return graph.variables().stream()
                .filter(variable -> variable.getVariableType() == VariableType.VARIABLE)
                .toList();
    }

    /** How many numbers are trained. */
    public long parameterCount() {
        return parameters.length();
    }

    /**
     * Takes one step.
     *
     * @param values of all placeholders that the loss depends on; batches of the same shapes reuse their arrays
     * @param rate learning rate of this step
     * @return the loss before the step
     */
    public double step(Map<String, Values> values, double rate) {
        Map<String, float[]> entries = new LinkedHashMap<>();
        values.forEach((name, given) -> entries.put(name, given.entries()));
        double before = plan(values).run(entries);
        update(rate);
        return before;
    }

    /** The gradient at the present parameters, in the order of {@link #parameters}; takes no step. */
    public float[] gradient(Map<String, Values> values) {
        Map<String, float[]> entries = new LinkedHashMap<>();
        values.forEach((name, given) -> entries.put(name, given.entries()));
        plan(values).run(entries);
        return gradients.toFloatVector();
    }

    /** The plan for batches of these shapes; the one for others goes. */
    private GradientPlan plan(Map<String, Values> values) {
        GradientPlan current = plan;
        if (current == null || !current.fits(values)) {
            if (current != null) {
                current.close();
            }
            Map<String, long[]> shapes = new LinkedHashMap<>();
            values.forEach((name, given) -> shapes.put(name, given.shape()));
            current = new GradientPlan(graph, shapes, loss, gradientViews);
            plan = current;
        }
        return current;
    }

    private void update(double rate) {
        if (adam.clipping() < Double.POSITIVE_INFINITY) {
            double norm = gradients.norm2Number().doubleValue();
            if (norm > adam.clipping()) {
                gradients.muli(adam.clipping() / norm);
            }
        }
        if (adam.weightDecay() > 0) {
            parameters.muli(1 - rate * adam.weightDecay());
        }
        Nd4j.exec(DynamicCustomOp.builder("adam_updater")
                .addInputs(gradients, secondMoments, firstMoments)
                .addOutputs(gradients, secondMoments, firstMoments)
                .addFloatingPointArguments(rate, Adam.BETA1, Adam.BETA2, adam.epsilon())
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
     * Goes on from where another training stood: what follows is the same, bit for bit, on the same number of threads.
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
