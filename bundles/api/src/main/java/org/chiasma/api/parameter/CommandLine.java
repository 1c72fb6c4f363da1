package org.chiasma.api.parameter;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.ParameterField.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Arguments in GNU style read against one or more schemas: {@code --flag value}, {@code --flag=value}, {@code --switch}
 * and {@code --no-switch}, positional arguments anywhere, {@code --} before arguments that begin with a dash. A lone
 * {@code -}, which stands for standard input or output, is a positional argument, also with options behind it
 * ({@code -?format=csv}).
 */
public final class CommandLine {
    private final List<ParameterSchema<?>> schemas;
    private final Map<String, List<String>> values;

    private CommandLine(List<ParameterSchema<?>> schemas, Map<String, List<String>> values) {
        this.schemas = schemas;
        this.values = values;
    }

    /**
     * Reads arguments.
     *
     * @param schemas those whose flags are allowed together; names must not overlap. Positional arguments belong to the
     *     positional parameters of all schemas, in the order of schemas.
     * @throws UsageException {@code E-FLAG-UNKNOWN} with what was probably meant, {@code E-FLAG-VALUE} if a flag lacks
     *     its value, {@code E-ARG-EXTRA} for a positional argument too many
     */
    public static CommandLine parse(List<String> arguments, ParameterSchema<?>... schemas) {
        Map<String, ParameterField> byName = new LinkedHashMap<>();
        List<ParameterField> positional = new ArrayList<>();
        for (ParameterSchema<?> schema : schemas) {
            for (ParameterField field : schema.fields()) {
                if (byName.put(field.name(), field) != null) {
                    throw new IllegalArgumentException("parameter " + field.name() + " is declared twice");
                }
            }
            positional.addAll(schema.positional());
        }
        CommandLine line = new CommandLine(List.of(schemas), new LinkedHashMap<>());
        line.read(arguments, byName, positional);
        return line;
    }

    /**
     * The record of {@code schema}, one of those that were parsed.
     *
     * @throws UsageException as {@link ParameterSchema#bind}
     */
    public <P extends Record> P bind(ParameterSchema<P> schema) {
        if (!schemas.contains(schema)) {
            throw new IllegalArgumentException("schema of " + schema.type().getName() + " was not parsed");
        }
        Map<String, List<String>> own = new LinkedHashMap<>();
        for (ParameterField field : schema.fields()) {
            List<String> given = values.get(field.name());
            if (given != null) {
                own.put(field.name(), given);
            }
        }
        return schema.bind(own);
    }

    private void read(List<String> arguments, Map<String, ParameterField> byName, List<ParameterField> positional) {
        Iterator<String> rest = arguments.iterator();
        boolean flags = true;
        int ordinal = 0;
        while (rest.hasNext()) {
            String argument = rest.next();
            if (flags && argument.equals("--")) {
                flags = false;
            } else if (flags && argument.startsWith("--")) {
                readFlag(argument.substring(2), rest, byName);
            } else if (flags && isDashed(argument)) {
                throw new UsageException(
                        "E-FLAG-UNKNOWN",
                        argument + ": flags begin with two dashes; write -- before an argument that begins with one");
            } else {
                ParameterField field = positionalAt(ordinal, positional);
                if (field == null) {
                    throw new UsageException(
                            "E-ARG-EXTRA",
                            "argument \"" + argument + "\": found " + (ordinal + 1) + " positional arguments, expected "
                                    + (positional.isEmpty() ? "none" : "at most " + positional.size()));
                }
                put(field.name(), argument);
                ordinal++;
            }
        }
    }

    private static @Nullable ParameterField positionalAt(int ordinal, List<ParameterField> positional) {
        if (ordinal < positional.size()) {
            return positional.get(ordinal);
        }
        if (!positional.isEmpty()) {
            ParameterField last = positional.get(positional.size() - 1);
            return last.arity() == ParameterField.Arity.MANY ? last : null;
        }
        return null;
    }

    private void readFlag(String text, Iterator<String> rest, Map<String, ParameterField> byName) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        ParameterField field = byName.get(name);
        if (field == null && name.startsWith("no-")) {
            ParameterField negated = byName.get(name.substring(3));
            if (negated != null && negated.kind() == Kind.BOOLEAN && equals < 0) {
                put(negated.name(), "false");
                return;
            }
        }
        if (field == null) {
            throw Suggestions.unknown(
                    "E-FLAG-UNKNOWN",
                    "--" + name,
                    "--" + name,
                    byName.keySet().stream().map(known -> "--" + known).toList());
        }
        if (equals >= 0) {
            put(name, text.substring(equals + 1));
        } else if (field.kind() == Kind.BOOLEAN) {
            put(name, "true");
        } else if (rest.hasNext()) {
            put(name, rest.next());
        } else {
            throw new UsageException(
                    "E-FLAG-VALUE", "--" + name + ": found no value, expected " + field.valueName() + " behind it");
        }
    }

    private void put(String name, String value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** Whether it looks like a short flag: neither a negative number nor standard input. */
    private static boolean isDashed(String argument) {
        if (argument.length() < 2 || argument.charAt(0) != '-') {
            return false;
        }
        char second = argument.charAt(1);
        return !Character.isDigit(second) && ".?#".indexOf(second) < 0;
    }
}
