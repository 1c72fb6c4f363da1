package org.chiasma.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command line as far as the launcher has to know it: whether it asks for the interactive shell, and the flags that
 * take effect before any bundle starts. Nothing is refused here: the shell bundle reads the same arguments again and
 * knows what each command takes.
 *
 * @param arguments everything behind the program's name
 * @param flags value by name of the flags in {@link #EARLY} that were given
 * @param words arguments that are not such flags
 */
record Invocation(List<String> arguments, Map<String, String> flags, List<String> words) {
    /** Flags that concern the framework or the process, with the property that each sets. */
    private static final Map<String, String> EARLY =
            Map.of("--workspace", "chiasma.workspace", "--threads", "chiasma.threads");

    /** The command that starts the interactive shell. */
    private static final String SHELL = "shell";

    Invocation {
        arguments = List.copyOf(arguments);
        flags = Map.copyOf(flags);
        words = List.copyOf(words);
    }

    static Invocation of(List<String> arguments) {
        Map<String, String> flags = new HashMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (argument.equals("--")) {
                words.addAll(arguments.subList(i, arguments.size()));
                break;
            } else if (!EARLY.containsKey(name)) {
                words.add(argument);
            } else if (equals >= 0) {
                flags.put(name, argument.substring(equals + 1));
            } else if (i + 1 < arguments.size()) {
                i++;
                flags.put(name, arguments.get(i));
            } else {
                words.add(argument);
            }
        }
        return new Invocation(arguments, flags, words);
    }

    /** Whether this is the interactive shell: asked for, or nothing asked for on a terminal. */
    boolean isInteractive(boolean onTerminal) {
        return words.isEmpty() ? onTerminal : words.equals(List.of(SHELL));
    }

    /** The properties that the early flags set. */
    Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        flags.forEach((name, value) -> {
            @Nullable String property = EARLY.get(name);
            if (property != null) {
                properties.put(property, value);
            }
        });
        return properties;
    }
}
