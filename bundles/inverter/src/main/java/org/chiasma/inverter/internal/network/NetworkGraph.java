package org.chiasma.inverter.internal.network;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;

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

    /** The variables that are trained, in the order in which they were made. */
    List<SDVariable> trained() {
        return graph.variables().stream()
                .filter(variable -> variable.getVariableType() == VariableType.VARIABLE)
                .toList();
    }
}
