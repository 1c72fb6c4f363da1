package org.chiasma.inverter.internal.network;

import java.util.List;
import java.util.Map;
import org.chiasma.nd4j.training.Feed;
import org.chiasma.nd4j.training.GraphParameters;
import org.chiasma.nd4j.training.Optimizer;
import org.chiasma.nd4j.training.TrainingStep;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * One network as a SameDiff graph over a batch of B matrices, float32, in the form that {@link Encoding} gives them.
 *
 * <p>Placeholders: {@link #MATRICES} (B x n^2, row-major matrices) and {@link #TARGETS} (B x n^2; needed for the loss
 * only). Variables: {@link #INVERSES} (B x n^2, the guess, in the encoding's form) and {@link #LOSS} (scalar). Everything
 * that is trained is a trainable variable of the graph.
 */
public record NetworkGraph(SameDiff graph) {
    /** Placeholder of the matrices. */
    public static final String MATRICES = "matrices";

    /** Placeholder of what the loss compares with. */
    public static final String TARGETS = "targets";

    /** The guessed inverses. */
    public static final String INVERSES = "inverses";

    /** The loss, a scalar. */
    public static final String LOSS = "loss";

    /** The variables that are trained. */
    List<SDVariable> trained() {
        return GraphParameters.of(graph);
    }

    /** Trains the network by Adam, beginning with the parameters that it has. */
    public TrainingStep training() {
        return new TrainingStep(graph, LOSS, Optimizer.ADAM);
    }

    /**
     * A batch as the graph reads it.
     *
     * @param inputs count x n x n, as {@link Encoding.Encoded#inputs} gives them
     * @param targets count x n x n, as {@link Encoding.Encoded#targets} gives them; not read by losses on the residual
     * @param count matrices in the batch
     */
    public static Map<String, Feed> feeds(float[] inputs, float[] targets, int count) {
        int entries = inputs.length / count;
        return Map.of(MATRICES, new Feed(inputs, count, entries), TARGETS, new Feed(targets, count, entries));
    }
}
