package org.chiasma.shell.internal.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chiasma.api.parameter.CommandLine;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.api.parameter.ParameterSchema;

/**
 * A command of the workbench itself.
 *
 * @param <P> record of its parameters
 */
abstract class BuiltIn<P extends Record> implements Command {
    private final String name;
    private final String summary;
    private final Class<P> parameters;
    private final List<String> examples;

    BuiltIn(String name, String summary, Class<P> parameters, String... examples) {
        this.name = name;
        this.summary = summary;
        this.parameters = parameters;
        this.examples = List.of(examples);
    }

    /** Does it. */
    abstract void run(P given, Session session);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final List<String> examples() {
        return examples;
    }

    @Override
    public final List<ParameterField> fields() {
        return positionalFirst(ParameterSchema.of(parameters));
    }

    static List<ParameterField> positionalFirst(ParameterSchema<?> schema) {
        List<ParameterField> fields = new ArrayList<>(schema.positional());
        schema.fields().stream().filter(field -> field.position() < 0).forEach(fields::add);
        return Collections.unmodifiableList(fields);
    }

    @Override
    public final void execute(List<String> arguments, Console console) {
        ParameterSchema<P> schema = ParameterSchema.of(parameters);
        CommandLine line = CommandLine.parse(arguments, schema, CommonFlags.SCHEMA);
        CommonFlags flags = line.bind(CommonFlags.SCHEMA);
        P given = line.bind(schema);
        TerminalProgress progress = TerminalProgress.on(console, flags);
        Cancellation.during(console, progress, () -> run(given, new Session(console, flags, progress)));
    }
}
