package org.chiasma.inverter.internal.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chiasma.nd4j.training.Adam;
import org.chiasma.nd4j.training.GraphTraining;
import org.chiasma.nd4j.training.TrainingState;
import org.chiasma.nd4j.training.Values;

/** Trains a network by Adam, one batch of matrices at a time. Not for use by several threads at once. */
public final class TrainingStep implements AutoCloseable {
    private final GraphTraining training;
    private final long columns;

    /** Begins with the parameters that the graph has. */
    public TrainingStep(NetworkGraph network) {
        this.training = new GraphTraining(network.graph(), NetworkGraph.LOSS, Adam.PLAIN);
        this.columns = network.graph().getVariable(NetworkGraph.MATRICES).getShape()[1];
    }

    /** How many numbers are trained. */
    public long parameterCount() {
        return training.parameterCount();
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
        Map<String, Values> batch = new LinkedHashMap<>();
        batch.put(NetworkGraph.MATRICES, new Values(inputs, count, columns));
        batch.put(NetworkGraph.TARGETS, new Values(targets, count, columns));
        return training.step(batch, rate);
    }

    /** The trained parameters, copied. */
    public float[] parameters() {
        return training.parameters();
    }

    /** Replaces the parameters, in the graph as well, and nothing else. */
    public void parameters(float[] values) {
        training.parameters(values);
    }

    /** All that the next step depends on, copied. */
    public TrainingState state() {
        return training.state();
    }

    /**
     * Goes on from where another training step stood: what follows is the same, bit for bit, on the same number of
     * threads.
     */
    public void restore(TrainingState state) {
        training.restore(state);
    }

    /** Frees the optimiser's memory; the graph keeps the trained parameters. */
    @Override
    public void close() {
        training.close();
    }
}
