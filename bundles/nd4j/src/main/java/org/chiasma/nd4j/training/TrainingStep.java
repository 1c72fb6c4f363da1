package org.chiasma.nd4j.training;

import java.util.ArrayList;
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
 * Trains the variables of a graph, one step at a time.
 *
 * <p>The graph's variables become parts of one array, so that Adam is one operation over all parameters, the graph always
 * holds the trained values, and a checkpoint is a copy of three arrays. The gradient is SameDiff's, run by a
 * {@link GradientPlan}. Not for use by several threads at once.
 */
public final class TrainingStep implements AutoCloseable {
    private final SameDiff graph;
    private final String loss;
    private final Optimizer optimizer;
    private final INDArray parameters;
    private final INDArray gradients;
    private final INDArray firstMoments;
    private final INDArray secondMoments;
    private final Map<String, INDArray> gradientViews = new LinkedHashMap<>();
    private final List<INDArray> decayed = new ArrayList<>();
    private @Nullable GradientPlan plan;
    private long steps;

    /**
     * Begins with the parameters that the graph has.
     *
     * @param graph float32, with all placeholders in use for the loss
     * @param loss name of the scalar that is made small
     * @param optimizer how
     */
    public TrainingStep(SameDiff graph, String loss, Optimizer optimizer) {
        this.graph = graph;
        this.loss = loss;
        this.optimizer = optimizer;
        List<SDVariable> variables = GraphParameters.of(graph);
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
            if (optimizer.decay() > 0 && !optimizer.undecayed().contains(variable.name())) {
                decayed.add(shared);
            }
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
     * @param feeds all placeholders; the first feeds of other shapes take longer, as they are planned for
     * @param rate Adam's learning rate for this step
     * @return the loss before the step
     */
    public double step(Map<String, Feed> feeds, double rate) {
        double value = plan(feeds).run(feeds);
        clip();
        decay(rate);
        update(rate);
        return value;
    }

    /** The plan for feeds of these shapes; the one for others goes. */
    private GradientPlan plan(Map<String, Feed> feeds) {
        GradientPlan current = plan;
        if (current == null || !current.fits(feeds)) {
            if (current != null) {
                current.close();
            }
            current = new GradientPlan(graph, feeds, loss, gradientViews);
            plan = current;
        }
        return current;
    }

    private void clip() {
        if (optimizer.largestNorm() < Double.POSITIVE_INFINITY) {
            double norm = gradients.norm2Number().doubleValue();
            if (norm > optimizer.largestNorm()) {
                gradients.muli(optimizer.largestNorm() / norm);
            }
        }
    }

    private void decay(double rate) {
        decayed.forEach(variable -> variable.muli(1 - rate * optimizer.decay()));
    }

    private void update(double rate) {
        Nd4j.exec(DynamicCustomOp.builder("adam_updater")
                .addInputs(gradients, secondMoments, firstMoments)
                .addOutputs(gradients, secondMoments, firstMoments)
                .addFloatingPointArguments(rate, optimizer.beta1(), optimizer.beta2(), optimizer.epsilon())
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
