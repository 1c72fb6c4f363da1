package org.chiasma.shell.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.format.FormatDescription;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.api.parameter.Suggestions;
import org.chiasma.shell.internal.render.TextTable;

/** Lists the installed file formats, or the options of one. */
final class FormatsCommand extends BuiltIn<FormatsCommand.Parameters> {
    /**
     * What the command takes.
     *
     * @param format whose options to list
     */
    public record Parameters(
            @Parameter(position = 0, value = "NAME", description = "Format whose options to list.")
            Optional<String> format) {
        /** The values when nothing is given. */
        public static final Parameters DEFAULTS = new Parameters(Optional.empty());
    }

    private final Workbench workbench;

    FormatsCommand(Workbench workbench) {
        super("formats", "List the file formats, or the options of one.", Parameters.class, "formats", "formats tsv");
        this.workbench = workbench;
    }

    @Override
    void run(Parameters given, Session session) {
        List<FormatDescription> formats = workbench.files().formats();
        List<Object> trees = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        if (given.format().isPresent()) {
            FormatDescription format = find(given.format().get(), formats);
            text.append(format.summary())
                    .append("\n\nReading options (FILE?option=value&…):\n")
                    .append(Usage.fields(
                            format.readOptions().fields(),
                            "",
                            session.console().screen().columns()))
                    .append("\nWriting options:\n")
                    .append(Usage.fields(
                            format.writeOptions().fields(),
                            "",
                            session.console().screen().columns()));
            trees.add(tree(format));
        } else {
            TextTable table = new TextTable(List.of("format", "endings", "content"));
            for (FormatDescription format : formats) {
                table.row(format.name(), String.join(", ", format.extensions()), format.summary());
                trees.add(tree(format));
            }
            text.append(table.text());
        }
        session.answer(text.toString(), trees);
    }

    private static FormatDescription find(String name, List<FormatDescription> formats) {
        return formats.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Suggestions.unknown(
                        "E-FORMAT-UNKNOWN",
                        "format " + name,
                        name,
                        formats.stream().map(FormatDescription::name).toList()));
    }

    private static Map<String, Object> tree(FormatDescription format) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", format.name());
        tree.put("endings", format.extensions());
        tree.put("summary", format.summary());
        tree.put("readOptions", format.readOptions().jsonSchema());
        tree.put("writeOptions", format.writeOptions().jsonSchema());
        return tree;
    }
}
