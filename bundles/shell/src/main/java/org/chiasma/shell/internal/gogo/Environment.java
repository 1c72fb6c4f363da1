package org.chiasma.shell.internal.gogo;

import java.util.Map;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.chiasma.api.UsageException;
import org.chiasma.shell.internal.command.Commands;

/** What a Gogo session has beside the commands. */
public final class Environment {
    /** Name of the function that Gogo calls for a command that it does not know. */
    static final String UNKNOWN_COMMAND = "default";

    /** Variables by which Gogo itself is set up. */
    private static final Set<String> SETTINGS = Set.of("SCOPE", "args", "echo");

    private Environment() {}

    /** Gives the variables of the process to a session. Names that the session has already keep their meaning. */
    static void give(CommandSession session, Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (name.matches("[A-Za-z_]\\w+") && !SETTINGS.contains(name) && session.get(name) == null) {
                session.put(name, value);
            }
        });
    }

    /** The function for {@link #UNKNOWN_COMMAND}, which says what was probably meant. */
    static Function unknownCommand(Commands commands) {
        return (session, arguments) -> {
            commands.find(String.valueOf(arguments.get(0)));
            return null;
        };
    }

    /** The function that stands in for Gogo's {@code cd}, which would change the directory for Gogo alone. */
    public static Function fixedDirectory() {
        return (session, arguments) -> {
            throw new UsageException(
                    "E-CMD-DIRECTORY",
                    "cd: paths are relative to the directory in which chiasma was started, " + session.currentDir()
                            + "; start it in the other one");
        };
    }
}
