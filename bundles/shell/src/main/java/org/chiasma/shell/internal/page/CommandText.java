package org.chiasma.shell.internal.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line as it can be copied into a POSIX shell. */
final class CommandText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final int LONGEST_LINE = 100;

    private CommandText() {}

    /** The words, those that a shell would not take as they are in quotes; in a long command every flag begins a line. */
    static String of(List<String> words) {
        String line = words.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        StringBuilder lines = new StringBuilder();
        for (String word : words) {
            lines.append(lines.isEmpty() ? "" : word.startsWith("--") ? " \\\n    " : " ")
                    .append(quoted(word));
        }
        return lines.toString();
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
