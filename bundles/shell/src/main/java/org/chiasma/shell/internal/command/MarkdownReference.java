package org.chiasma.shell.internal.command;

import java.util.List;
import org.chiasma.api.parameter.ParameterField;

/** The reference of all commands as a Markdown document, made from their declarations. */
final class MarkdownReference {
    private MarkdownReference() {}

    static String of(List<Command> builtIns, List<Command> operations) {
        StringBuilder text = new StringBuilder("""
                # Commands

                Made by `chiasma help --markdown` from the declarations of the commands; a test holds it equal.

                A matrix is named by its name on the bus, which wins, or by a file: `PATH[?option=value&...][#part]`;
                `?` and `&` mean something to `sh` and `zsh`, so put it in single quotes there.
                Flags may stand anywhere; `--flag value` and `--flag=value` are the same.

                ## Flags of every command

                """);
        fields(text, CommonFlags.SCHEMA.fields());
        text.append("\n## Commands of the workbench\n");
        builtIns.forEach(command -> command(text, command));
        text.append("\n## Operations\n");
        operations.forEach(command -> command(text, command));
        return text.toString();
    }

    private static void command(StringBuilder text, Command command) {
        text.append("\n### ").append(command.name()).append("\n\n");
        text.append(command.summary()).append("\n\n");
        text.append("    chiasma ").append(Usage.synopsis(command)).append('\n');
        if (!command.fields().isEmpty()) {
            text.append('\n');
            fields(text, command.fields());
        }
        if (!command.examples().isEmpty()) {
            text.append("\nExamples:\n\n");
            command.examples()
                    .forEach(example ->
                            text.append("    chiasma ").append(example).append('\n'));
        }
    }

    private static void fields(StringBuilder text, List<ParameterField> fields) {
        text.append("| argument | meaning |\n|---|---|\n");
        for (ParameterField field : fields) {
            text.append("| `")
                    .append(cell(Usage.term(field, "--")))
                    .append("` | ")
                    .append(cell(Usage.meaning(field)))
                    .append(" |\n");
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
