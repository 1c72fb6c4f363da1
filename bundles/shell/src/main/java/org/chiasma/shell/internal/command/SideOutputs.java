package org.chiasma.shell.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.operation.OperationDescription;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.api.parameter.ParameterField.Arity;
import org.chiasma.api.parameter.ParameterField.Kind;

/**
 * The flags for results other than the main one. They depend on the operation, so no record declares them:
 * {@code --weights-output REF} for an output {@code weights}.
 *
 * @param targets destination by output name
 * @param rest the arguments without these flags
 */
record SideOutputs(Map<String, MatrixReference> targets, List<String> rest) {
    private static final String SUFFIX = "-output";

    static SideOutputs read(OperationDescription operation, List<String> arguments) {
        Map<String, String> outputByFlag = new LinkedHashMap<>();
        operation.outputs().stream().skip(1).forEach(output -> outputByFlag.put("--" + output + SUFFIX, output));
        Map<String, MatrixReference> targets = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                rest.addAll(arguments.subList(i, arguments.size()));
                break;
            }
            int equals = argument.indexOf('=');
            String output = outputByFlag.get(equals < 0 ? argument : argument.substring(0, equals));
            if (output == null) {
                rest.add(argument);
            } else if (equals >= 0) {
                targets.put(output, MatrixReference.parse(argument.substring(equals + 1)));
            } else if (i + 1 < arguments.size()) {
                i++;
                targets.put(output, MatrixReference.parse(arguments.get(i)));
            } else {
                throw new UsageException("E-FLAG-VALUE", argument + ": found no value, expected REF behind it");
            }
        }
        return new SideOutputs(targets, rest);
    }

    /** The flags as fields, for usage and completion. */
    static List<ParameterField> fields(OperationDescription operation) {
        return operation.outputs().stream()
                .skip(1)
                .map(output -> new ParameterField(
                        output + SUFFIX,
                        Kind.MATRIX,
                        Arity.OPTIONAL,
                        "Where the result \"" + output + "\" goes: a file, or a name on the bus.",
                        "REF",
                        List.of(),
                        "",
                        false,
                        -1))
                .toList();
    }
}
