package org.chiasma.shell.internal.command;

import org.chiasma.api.UsageException;
import org.chiasma.api.parameter.NoParameters;

/**
 * The interactive shell, which the launcher starts by itself when this is the whole command line; here for the help
 * text.
 */
final class ShellCommand extends BuiltIn<NoParameters> {
    ShellCommand() {
        super("shell", "Start the interactive shell.", NoParameters.class, "shell --workspace results");
    }

    @Override
    void run(NoParameters given, Session session) {
        throw new UsageException("E-CMD-SHELL", "shell: takes only --workspace and --threads, and is not a step");
    }
}
