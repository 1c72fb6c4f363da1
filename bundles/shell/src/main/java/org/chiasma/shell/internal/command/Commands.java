package org.chiasma.shell.internal.command;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.Suggestions;

/** All commands: those of the workbench, and one for every installed operation. */
public final class Commands {
    private final Workbench workbench;
    private final List<Command> builtIns;
    private final List<Command> hidden;

    /**
     * @param steps makes what runs scripts of these commands
     * @param home directory of the distribution
     * @param hidden commands that work but are not listed
     */
    public Commands(Workbench workbench, Function<Commands, Steps> steps, Path home, List<Command> hidden) {
        this.workbench = workbench;
        this.hidden = List.copyOf(hidden);
        Steps scripts = steps.apply(this);
        this.builtIns = List.of(
                new LoadCommand(workbench),
                new SaveCommand(workbench),
                new ConvertCommand(workbench),
                new ListCommand(workbench),
                new ShowCommand(workbench),
                new DescribeCommand(workbench),
                new RemoveCommand(workbench),
                new OperationsCommand(workbench),
                new FormatsCommand(workbench),
                new ScriptCommand(scripts),
                new DemoCommand(scripts, home, scripts::quote),
                new ShellCommand(),
                new HelpCommand(this),
                new VersionCommand(workbench.version()));
    }

    /** The commands of the workbench in the order of the help text. */
    public List<Command> builtIns() {
        return builtIns;
    }

    /** One command for every operation that is installed now, sorted by name. */
    public List<Command> operations() {
        return workbench.runner().operations().stream()
                .<Command>map(operation -> new OperationCommand(operation, workbench))
                .toList();
    }

    /** Names of all commands that help lists. */
    public List<String> names() {
        return Stream.concat(builtIns.stream(), operations().stream())
                .map(Command::name)
                .toList();
    }

    /** Names of the matrices on the bus now. */
    public List<String> matrices() {
        return workbench.bus().list().stream().map(summary -> summary.name()).toList();
    }

    /**
     * The command called {@code name}.
     *
     * @throws org.chiasma.api.UsageException {@code E-CMD-UNKNOWN} with near names if there is none
     */
    public Command find(String name) {
        // Operations last: describing them is the work of every command that is not one.
        return Stream.of(builtIns, hidden)
                .flatMap(List::stream)
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseGet(() -> findOperation(name));
    }

    private UsageException unknown(String name) {
        String verb =
                names().stream().filter(known -> known.endsWith(":" + name)).collect(Collectors.joining(" or "));
        return verb.isEmpty()
                ? Suggestions.unknown("E-CMD-UNKNOWN", "command " + name, name, names())
                : new UsageException("E-CMD-UNKNOWN", "command " + name + " is unknown; did you mean " + verb + "?");
    }

    private Command findOperation(String name) {
        return operations().stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }
}
