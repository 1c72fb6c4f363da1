package org.chiasma.nd4j.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chiasma.api.DataException;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The trainable variables of a graph, and SameDiff's flat files of them.
 *
 * <p>Reading trusts a file with nothing but numbers: they are taken name by name and shape by shape into a graph that was
 * built anew. What the file says of operations is never run.
 */
public final class GraphParameters {
    private GraphParameters() {}

    /** The variables that are trained, in SameDiff's order, which is the same for graphs built alike. */
    public static List<SDVariable> of(SameDiff graph) {
        return graph.variables().stream()
                .filter(variable -> variable.getVariableType() == VariableType.VARIABLE)
                .toList();
    }

    /**
     * Writes a graph with its parameters.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(SameDiff graph, Path file) throws IOException {
        graph.asFlatFile(file.toFile(), false);
    }

    /**
     * Reads the parameters of a graph from a file.
     *
     * @param graph built as the one that was written; only its parameters change
     * @param card name of what describes the graph, for the message
     * @throws DataException {@code E-MODEL-FILE} if the file holds no parameters of these names, shapes and types
     */
    public static void read(Path file, SameDiff graph, String card) {
        SameDiff stored;
        try {
            stored = SameDiff.fromFlatFile(file.toFile());
        } catch (IOException | RuntimeException e) {
            throw refused(file, "no SameDiff flat file (" + e.getMessage() + ")", card, e);
        }
        for (SDVariable variable : of(graph)) {
            INDArray target = variable.getArr();
            INDArray source = stored.hasVariable(variable.name())
                    ? stored.getVariable(variable.name()).getArr()
                    : null;
            if (source == null || source.dataType() != target.dataType() || !source.equalShapes(target)) {
                throw refused(file, "no parameters of a network as on the card, at " + variable.name(), card, null);
            }
            target.assign(source);
        }
    }

    /** A file that is not what a card says. */
    public static DataException refused(Path file, String found, String card, @Nullable Throwable cause) {
        return new DataException(
                "E-MODEL-FILE",
                file + ": found " + found + ", expected the network that " + card
                        + " describes; restore the file or train the model again",
                cause);
    }
}
