package org.chiasma.shell.internal.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.ExitCode;
import org.chiasma.api.parameter.Suggestions;
import org.chiasma.shell.internal.render.Json;

/** Runs one command line to its exit status; every failure is one line on standard error. */
public final class Dispatcher {
    /** Flags of every command that are followed by a value, for those that stand before the command. */
    private static final Set<String> VALUED = Set.of("--workspace", "--threads");

    private static final Pattern CODE = Pattern.compile("\\bE-[A-Z0-9]+(-[A-Z0-9]+)*");

    private final Commands commands;

    /** A dispatcher to these commands. */
    public Dispatcher(Commands commands) {
        this.commands = commands;
    }

    /** Runs {@code arguments}, which is what the user typed behind the program's name. */
    public int run(List<String> arguments, Console console) {
        try {
            List<String> rest = new ArrayList<>(arguments);
            perform(commands.find(takeCommand(rest, console)), rest, console);
            StandardOutput.check(console.out());
            return ExitCode.OK.status();
        } catch (StandardOutput.ReaderGone e) {
            return StandardOutput.ReaderGone.STATUS;
        } catch (ChiasmaException e) {
            return fail(e.getMessage(), e.exitCode().status(), arguments, console);
        } catch (StepFailure e) {
            return fail(String.valueOf(e.getMessage()), e.status(), arguments, console);
        } catch (UncheckedIOException e) {
            return fail("E-IO " + e.getCause(), ExitCode.IO.status(), arguments, console);
        } catch (RuntimeException | Error e) {
            return fail(describeFault(e, arguments, console), ExitCode.SOFTWARE.status(), arguments, console);
        }
    }

    /** Runs a command, or prints its usage when it is asked for. */
    public static void perform(Command command, List<String> arguments, Console console) {
        List<String> flags = beforeDashes(arguments);
        if (flags.contains("--help") || flags.contains("-h")) {
            console.out().print(Usage.of(command, console.screen().columns()));
        } else {
            command.execute(arguments, console);
        }
    }

    private static List<String> beforeDashes(List<String> arguments) {
        return arguments.contains("--") ? arguments.subList(0, arguments.indexOf("--")) : arguments;
    }

    /** Takes the command's name out of the arguments; flags may stand before it. */
    private static String takeCommand(List<String> arguments, Console console) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (VALUED.contains(argument)) {
                i++;
            } else if (!argument.startsWith("-")) {
                return arguments.remove(i);
            }
        }
        if (arguments.remove("--version")) {
            return "version";
        }
        if (arguments.remove("--help") || arguments.remove("-h")) {
            return "help";
        }
        List<String> known = new ArrayList<>(List.of("--version", "--markdown"));
        CommonFlags.SCHEMA.fields().forEach(field -> known.add("--" + field.name()));
        for (String argument : arguments) {
            String flag = argument.replaceFirst("=.*", "");
            if (flag.startsWith("--") && !known.contains(flag)) {
                throw Suggestions.unknown("E-FLAG-UNKNOWN", flag, flag, known);
            }
        }
        if (!console.screen().inTerminal() && hasMore(console.in())) {
            arguments.add(ScriptCommand.STANDARD_INPUT);
            return "script";
        }
        return "help";
    }

    private static boolean hasMore(InputStream in) {
        try {
            in.mark(1);
            int first = in.read();
            in.reset();
            return first >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int fail(String line, int status, List<String> arguments, Console console) {
        if (beforeDashes(arguments).contains("--json")) {
            Matcher code = CODE.matcher(line);
            console.out()
                    .print(Json.document(Map.of(
                            "error",
                            new TreeMap<>(Map.of(
                                    "code",
                                    code.find() ? code.group() : "E-FAULT",
                                    "message",
                                    line,
                                    "exitCode",
                                    status)))));
        }
        console.out().flush();
        console.err().println("chiasma: " + line);
        return status;
    }

    private static String describeFault(Throwable fault, List<String> arguments, Console console) {
        String line =
                "E-FAULT " + fault.toString().replaceAll("\\s*[\\r\\n]+\\s*", " ") + "; this is a fault of the program";
        if (arguments.contains("--debug")) {
            fault.printStackTrace(console.err());
            return line;
        }
        try {
            Path log = Files.createTempFile("chiasma-fault-", ".log");
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log))) {
                writer.println(String.join(" ", arguments));
                fault.printStackTrace(writer);
            }
            return line + ", details in " + log;
        } catch (IOException e) {
            return line + ", details with --debug";
        }
    }
}
