package org.chiasma.shell.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.parameter.Parameter;

/** Explains the commands. */
final class HelpCommand extends BuiltIn<HelpCommand.Parameters> {
    /**
     * What the command takes.
     *
     * @param command what to explain
     * @param markdown whether to print the reference of all commands
     */
    public record Parameters(
            @Parameter(position = 0, value = "COMMAND", description = "What to explain; everything when not given.")
            Optional<String> command,

            @Parameter(description = "Print the reference of all commands as Markdown (docs/commands.md).")
            boolean markdown) {
        /** The values when nothing is given. */
        public static final Parameters DEFAULTS = new Parameters(Optional.empty(), false);
    }

    private final Commands commands;

    HelpCommand(Commands commands) {
        super("help", "Explain the commands, or one of them.", Parameters.class, "help load");
        this.commands = commands;
    }

    @Override
    void run(Parameters given, Session session) {
        List<Command> shown = new ArrayList<>();
        String text;
        if (given.markdown()) {
            text = MarkdownReference.of(commands.builtIns(), commands.operations());
        } else if (given.command().isPresent()) {
            Command command = commands.find(given.command().get());
            shown.add(command);
            text = Usage.of(command, session.console().screen().columns());
        } else {
            shown.addAll(commands.builtIns());
            shown.addAll(commands.operations());
            text = Usage.overview(commands.builtIns(), commands.operations());
        }
        session.answer(text, shown.stream().map(HelpCommand::tree).toList());
    }

    private static Map<String, Object> tree(Command command) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", command.name());
        tree.put("summary", command.summary());
        tree.put("usage", Usage.synopsis(command));
        tree.put("examples", command.examples());
        return tree;
    }
}
