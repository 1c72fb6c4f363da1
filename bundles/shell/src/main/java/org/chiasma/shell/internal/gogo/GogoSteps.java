package org.chiasma.shell.internal.gogo;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.ExitCode;
import org.chiasma.shell.internal.command.Command;
import org.chiasma.shell.internal.command.Commands;
import org.chiasma.shell.internal.command.Console;
import org.chiasma.shell.internal.command.StepFailure;
import org.chiasma.shell.internal.command.Steps;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Runs scripts in a Gogo session of their own, in which the commands are variables. */
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
        try (CommandSession session =
                processor.createSession(new ByteArrayInputStream(new byte[0]), console.out(), console.err())) {
            commands.builtIns().forEach(command -> define(session, command, console));
            commands.operations().forEach(command -> define(session, command, console));
            execute(session, name, lines, echo, console);
        } finally {
            context.ungetService(reference);
        }
    }

    private static void define(CommandSession session, Command command, Console console) {
        session.put(command.name(), new CommandFunction(() -> command, console.screen()));
    }

    private static void execute(
            CommandSession session, String name, List<String> lines, boolean echo, Console console) {
        StringBuilder statement = new StringBuilder();
        int first = 1;
        for (int i = 0; i < lines.size(); i++) {
            if (statement.length() == 0) {
                first = i + 1;
            }
            statement.append(lines.get(i)).append('\n');
            try {
                if (echo && !lines.get(i).isBlank()) {
                    console.out().println(lines.get(i).startsWith("#") ? lines.get(i) : "> chiasma " + lines.get(i));
                    console.out().flush();
                }
                session.execute(statement);
                statement.setLength(0);
            } catch (EOFError e) {
                if (i + 1 == lines.size()) {
                    throw failure(name, first, ExitCode.USAGE, "E-SCRIPT-END the statement is not finished", e);
                }
            } catch (ChiasmaException e) {
                throw failure(name, first, e.exitCode(), e.getMessage(), e);
            } catch (StepFailure e) {
                throw new StepFailure(e.status(), name + ":" + first + ": " + e.getMessage(), e);
            } catch (RuntimeException e) {
                throw e;
            } catch (ExecutionException e) {
                // Gogo's wrapping of an Error: a fault of the program, not of the script
                throw new IllegalStateException(name + ":" + first + ": " + e.getCause(), e);
            } catch (Exception e) {
                throw failure(name, first, ExitCode.USAGE, "E-SCRIPT-LINE " + e.getMessage(), e);
            }
        }
    }

    private static StepFailure failure(String name, int line, ExitCode code, String message, Exception cause) {
        return new StepFailure(code.status(), name + ":" + line + ": " + message, cause);
    }
}
