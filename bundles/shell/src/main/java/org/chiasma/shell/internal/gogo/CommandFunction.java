package org.chiasma.shell.internal.gogo;

import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.chiasma.shell.internal.command.Command;
import org.chiasma.shell.internal.command.Console;
import org.chiasma.shell.internal.command.Dispatcher;
import org.jspecify.annotations.Nullable;

/** A command as a Gogo function. Its results stay on the bus; its text goes where the session's output goes. */
public final class CommandFunction implements Function {
    private final Supplier<Command> command;
    private final java.util.function.Function<CommandSession, Console> console;

    /**
     * A function that runs a command, asked for when it is called.
     *
     * @param console of a session, but for the streams
     */
    public CommandFunction(Supplier<Command> command, java.util.function.Function<CommandSession, Console> console) {
        this.command = command;
        this.console = console;
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> arguments) {
        // Gogo leads these streams to the pipe or the terminal of the command that runs on this thread.
        Console here = console.apply(session).with(System.out, System.err);
        Dispatcher.perform(
                command.get(), arguments.stream().map(String::valueOf).toList(), here);
        System.out.flush();
        return null;
    }
}
