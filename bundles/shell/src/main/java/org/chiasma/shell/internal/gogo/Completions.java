package org.chiasma.shell.internal.gogo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.api.parameter.ParameterField.Kind;
import org.chiasma.shell.internal.command.Command;
import org.chiasma.shell.internal.command.Commands;
import org.chiasma.shell.internal.command.Interrupts;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Tab completion of the commands in gogo.jline, told to it by its own command {@code complete}: flags with their
 * descriptions, and for everything else a call of {@link #words}.
 */
public final class Completions {
    /** Name of the function that tells gogo.jline the completions; the profile calls it. */
    public static final String SETUP = "_setup";

    /** Name of the function that gogo.jline calls for words that are not flags. */
    public static final String WORDS = "_words";

    private final Commands commands;

    /** Completions of these commands. */
    public Completions(Commands commands) {
        this.commands = commands;
    }

    /** Tells a session the completions of all commands, and where to keep its history. */
    public @Nullable Object setUp(CommandSession session, List<Object> arguments) throws Exception {
        session.put("history-file", Path.of(System.getProperty("user.home"), ".chiasma_history"));
        if (session.get(".reader") instanceof LineReaderImpl reader) {
            reader.setParser(new CarefulParser(reader.getParser()));
        }
        Environment.give(session, System.getenv());
        Function unknown = Environment.unknownCommand(commands);
        session.put(Environment.UNKNOWN_COMMAND, (Function) (caller, words) -> Refusal.plainly(unknown, caller, words));
        for (Command command : commands.builtIns()) {
            setUp(session, "chiasma:" + command.name(), command);
        }
        for (Command command : commands.operations()) {
            setUp(session, command.name(), command);
        }
        return null;
    }

    /** What stops the commands of a session: Ctrl-C on its terminal. */
    public static Interrupts interrupts(CommandSession session) {
        return session.get(".terminal") instanceof Terminal terminal
                ? new TerminalInterrupts(terminal)
                : Interrupts.NONE;
    }

    private static void setUp(CommandSession session, String qualified, Command command) throws Exception {
        String start = "complete -c " + qualified + " ";
        session.execute(start + "-e");
        session.execute(start + "-d " + quote(command.summary()));
        List<ParameterField> fields = new ArrayList<>(command.fields());
        fields.addAll(Command.commonFlags().fields());
        for (ParameterField field : fields) {
            if (field.position() < 0) {
                boolean on = field.kind() == Kind.BOOLEAN && field.defaultText().equals("true");
                session.execute(start + "-l " + (on ? "no-" : "") + field.name() + " --description "
                        + quote(field.description()));
            }
        }
        session.execute(start + "-a "
                + quote("chiasma:" + WORDS + " " + command.name()
                        + " ($.commandLine wordIndex) ($.commandLine words)"));
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "") + "'";
    }

    /**
     * What may stand at a place of the line.
     *
     * @param arguments name of the command, index of the word, list of all words
     */
    public Object words(CommandSession session, List<Object> arguments) throws Exception {
        int index = Integer.parseInt(String.valueOf(arguments.get(1)));
        List<String> line = new ArrayList<>();
        if (arguments.get(2) instanceof Collection<?> words) {
            words.stream().limit(index + 1L).forEach(word -> line.add(String.valueOf(word)));
        }
        Candidates candidates = Candidates.of(
                commands.find(String.valueOf(arguments.get(0))), line, commands::matrices, commands::names);
        List<Object> all = new ArrayList<>(candidates.words());
        if (candidates.files() && session.execute("__files") instanceof Collection<?> files) {
            all.addAll(files);
        }
        return all;
    }
}
