package org.chiasma.shell.internal.gogo;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.ExitCode;
import org.chiasma.shell.internal.command.Command;
import org.chiasma.shell.internal.command.Commands;
import org.chiasma.shell.internal.command.Console;
import org.chiasma.shell.internal.command.StepFailure;
import org.chiasma.shell.internal.command.Steps;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Runs scripts in a Gogo session of their own, in which the commands and the variables of the process are variables. A
 * line that ends in a backslash goes on in the next one.
 */
public final class GogoSteps implements Steps {
    private final BundleContext context;
    private final Commands commands;

    /** Finds Gogo only when a script runs. */
    public GogoSteps(BundleContext context, Commands commands) {
        this.context = context;
        this.commands = commands;
    }

    @Override
    public void run(String name, List<String> lines, boolean echo, Console console) {
        ServiceReference<CommandProcessor> reference = context.getServiceReference(CommandProcessor.class);
        CommandProcessor processor = reference == null ? null : context.getService(reference);
        if (processor == null) {
            throw new IllegalStateException("the Gogo runtime is not installed");
        }
        try {
            run(processor, commands, System.getenv(), name, lines, echo, console);
        } finally {
            context.ungetService(reference);
        }
    }

    @Override
    public String quote(String word) {
        return StatementText.quote(word);
    }

    static void run(
            CommandProcessor processor,
            Commands commands,
            Map<String, String> variables,
            String name,
            List<String> lines,
            boolean echo,
            Console console) {
        try (CommandSession session =
                processor.createSession(new ByteArrayInputStream(new byte[0]), console.out(), console.err())) {
            Environment.give(session, variables);
            commands.builtIns().forEach(command -> define(session, command, console));
            commands.operations().forEach(command -> define(session, command, console));
            session.put(Environment.UNKNOWN_COMMAND, Environment.unknownCommand(commands));
            session.put("exit", (Function) (caller, arguments) -> {
                throw new Exit();
            });
            execute(session, name, lines, echo, console);
        }
    }

    private static void define(CommandSession session, Command command, Console console) {
        session.put(command.name(), new CommandFunction(() -> command, caller -> console));
    }

    private static void execute(
            CommandSession session, String name, List<String> lines, boolean echo, Console console) {
        StringBuilder statement = new StringBuilder();
        int first = 1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean last = i + 1 == lines.size();
            if (statement.length() == 0) {
                first = i + 1;
            }
            if (echo && !line.isBlank()) {
                console.out().println(line.startsWith("#") ? line : "> chiasma " + line);
                console.out().flush();
            }
            boolean goesOn = StatementText.goesOn(line);
            statement.append(goesOn ? line.substring(0, line.length() - 1) + " " : line + "\n");
            if (goesOn && last) {
                throw unfinished(name, first, null);
            }
            try {
                if (!goesOn) {
                    execute(session, name + ":" + first, statement.toString());
                    statement.setLength(0);
                }
            } catch (EOFException e) {
                if (last) {
                    throw unfinished(name, first, e);
                }
            } catch (Exit e) {
                return;
            }
        }
    }

    private static void execute(CommandSession session, String place, String statement) throws EOFException {
        for (String variable : StatementText.variables(statement)) {
            if (session.get(variable) == null) {
                throw new StepFailure(
                        ExitCode.USAGE.status(),
                        place + ": E-SCRIPT-VARIABLE $" + variable + ": not set; set it in the environment or before,"
                                + " or write the text in single quotes",
                        null);
            }
        }
        try {
            session.execute(StatementText.protectOptions(statement));
        } catch (EOFException | Exit e) {
            throw e;
        } catch (ChiasmaException e) {
            throw new StepFailure(e.exitCode().status(), place + ": " + e.getMessage(), e);
        } catch (StepFailure e) {
            throw new StepFailure(e.status(), place + ": " + e.getMessage(), e);
        } catch (SyntaxError | CommandNotFoundException e) {
            throw refused(place, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (ExecutionException e) {
            // Gogo's wrapping of an Error: a fault of the program, not of the script
            throw new IllegalStateException(place + ": " + e.getCause(), e);
        } catch (Exception e) {
            throw refused(place, e);
        }
    }

    private static StepFailure refused(String place, Exception cause) {
        String line = String.valueOf(cause.getMessage()).replaceAll("\\s*[\\r\\n]+\\s*", " ");
        return new StepFailure(ExitCode.USAGE.status(), place + ": E-SCRIPT-LINE " + line, cause);
    }

    private static StepFailure unfinished(String name, int line, @Nullable Exception cause) {
        return new StepFailure(
                ExitCode.USAGE.status(), name + ":" + line + ": E-SCRIPT-END the statement is not finished", cause);
    }

    /** The script ends here. */
    private static final class Exit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exit() {
            super("exit", null, false, false);
        }
    }
}
