package org.chiasma.shell.internal.command;

import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.parameter.ParameterField;
import org.chiasma.api.parameter.ParameterField.Arity;
import org.chiasma.api.parameter.ParameterField.Kind;
import org.chiasma.shell.internal.render.TextTable;
import org.chiasma.shell.internal.render.Words;

/** Usage text, made from the declarations of commands. */
final class Usage {
    private static final int TEXT_COLUMN = 28;
    private static final int NARROWEST = 30;

    private Usage() {}

    /** What {@code chiasma --help} prints. */
    static String overview(List<Command> builtIns, List<Command> operations) {
        StringBuilder text = new StringBuilder("""
                usage: chiasma COMMAND [ARGUMENTS] [FLAGS]
                       chiasma                      the interactive shell, on a terminal

                A matrix is named by its name on the bus or by a file: 'PATH[?option=value&...][#part]',
                in quotes, since ? and & mean something to a shell.

                """);
        text.append(section("Commands", builtIns));
        if (!operations.isEmpty()) {
            text.append('\n').append(section("Operations", operations));
        }
        return text.append("\nchiasma COMMAND --help describes one of them.\n").toString();
    }

    private static String section(String title, List<Command> commands) {
        TextTable table = new TextTable(List.of("", ""));
        for (Command command : commands) {
            table.row("  " + command.name(), command.summary());
        }
        return title + "\n" + table.text();
    }

    /** What {@code chiasma COMMAND --help} prints. */
    static String of(Command command, int width) {
        StringBuilder text =
                new StringBuilder("usage: chiasma ").append(synopsis(command)).append("\n\n");
        text.append(command.summary()).append('\n');
        if (!command.fields().isEmpty()) {
            text.append('\n').append(fields(command.fields(), "--", width));
        }
        text.append("\nFlags of every command\n").append(fields(CommonFlags.SCHEMA.fields(), "--", width));
        if (!command.examples().isEmpty()) {
            text.append("\nExamples\n");
            command.examples()
                    .forEach(
                            example -> text.append("  chiasma ").append(example).append('\n'));
        }
        return text.toString();
    }

    /** The command with its positional arguments. */
    static String synopsis(Command command) {
        StringBuilder text = new StringBuilder(command.name());
        boolean flags = false;
        for (ParameterField field : command.fields()) {
            if (field.position() < 0) {
                flags = true;
                continue;
            }
            String value = field.valueName() + (field.arity() == Arity.MANY ? "..." : "");
            text.append(' ').append(field.required() ? value : "[" + value + "]");
        }
        return text.append(flags ? " [FLAGS]" : "").toString();
    }

    /** One entry per parameter: how it is written, what it means, its default. */
    static String fields(List<ParameterField> fields, String dashes, int width) {
        StringBuilder text = new StringBuilder();
        for (ParameterField field : fields) {
            String term = "  " + term(field, dashes);
            List<String> lines = Words.wrap(meaning(field), Math.max(NARROWEST, width - TEXT_COLUMN));
            if (term.length() > TEXT_COLUMN - 2) {
                text.append(term).append('\n');
                term = "";
            }
            for (String line : lines) {
                text.append(term)
                        .append(" ".repeat(TEXT_COLUMN - term.length()))
                        .append(line)
                        .append('\n');
                term = "";
            }
        }
        return text.toString();
    }

    /** {@code FILE}, {@code --depth N}, {@code --[no-]quiet}. */
    static String term(ParameterField field, String dashes) {
        if (field.position() >= 0) {
            return field.valueName();
        }
        if (field.kind() == Kind.BOOLEAN) {
            return dashes.isEmpty()
                    ? field.name() + "=true|false"
                    : dashes + (field.defaultText().equals("true") ? "[no-]" : "") + field.name();
        }
        return dashes + field.name() + (dashes.isEmpty() ? "=" : " ") + field.valueName();
    }

    /** Description, whether it is required, default. */
    static String meaning(ParameterField field) {
        List<String> parts = new ArrayList<>();
        parts.add(field.description());
        if (field.arity() == Arity.MANY && field.position() < 0) {
            parts.add("Separated by commas, or the flag repeated.");
        }
        boolean off = field.kind() == Kind.BOOLEAN && field.defaultText().equals("false");
        if (!field.defaultText().isEmpty() && !off) {
            parts.add("Default: " + field.defaultText() + ".");
        }
        return String.join(" ", parts);
    }
}
