package org.chiasma.shell.internal.command;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the output goes to.
 *
 * @param inTerminal whether standard input is a terminal
 * @param outTerminal whether standard output is a terminal
 * @param errTerminal whether standard error is a terminal
 * @param columns characters in a line
 * @param lines lines of the terminal
 * @param colours how many colours the terminal shows
 */
public record Screen(
        boolean inTerminal, boolean outTerminal, boolean errTerminal, int columns, int lines, Colours colours) {
    /** Where output is not a terminal. */
    public static final Screen NONE = new Screen(false, false, false, 100, 30, Colours.NONE);

    /** How many colours a terminal shows. */
    public enum Colours {
        /** None, or it is not wanted. */
        NONE,
        /** The usual 256. */
        INDEXED,
        /** 24 bits. */
        TRUE
    }

    /**
     * The screen that the start script described by the properties {@code chiasma.terminal}, {@code chiasma.columns} and
     * {@code chiasma.lines}.
     *
     * @param property system property by name, {@code null} when not set
     * @param environment of the process: {@code TERM}, {@code COLORTERM}, {@code NO_COLOR}
     */
    public static Screen of(UnaryOperator<@Nullable String> property, Map<String, String> environment) {
        String terminal = orElse(property.apply("chiasma.terminal"), "");
        return new Screen(
                terminal.contains("0"),
                terminal.contains("1"),
                terminal.contains("2"),
                size(property.apply("chiasma.columns"), NONE.columns),
                size(property.apply("chiasma.lines"), NONE.lines),
                colours(environment));
    }

    private static Colours colours(Map<String, String> environment) {
        if (environment.containsKey("NO_COLOR")
                || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return Colours.NONE;
        }
        String depth = environment.getOrDefault("COLORTERM", "");
        return depth.equals("truecolor") || depth.equals("24bit") ? Colours.TRUE : Colours.INDEXED;
    }

    private static int size(@Nullable String text, int otherwise) {
        try {
            int size = Integer.parseInt(orElse(text, ""));
            return size > 0 ? size : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
