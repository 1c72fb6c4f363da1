package org.chiasma.api.operation;

import java.util.List;
import org.chiasma.api.parameter.ParameterSchema;

/**
 * An installed operation as shown to users.
 *
 * @param name {@code scope:name}
 * @param summary one line
 * @param outputs names of the matrices it publishes, the main one first
 * @param examples example command lines, without the program's name
 * @param parameters schema of its parameters
 * @param bundle symbolic name and version of the bundle that brings it
 */
public record OperationDescription(
        String name,
        String summary,
        List<String> outputs,
        List<String> examples,
        ParameterSchema<?> parameters,
        String bundle) {
    /** Copies its lists. */
    public OperationDescription {
        outputs = List.copyOf(outputs);
        examples = List.copyOf(examples);
    }
}
