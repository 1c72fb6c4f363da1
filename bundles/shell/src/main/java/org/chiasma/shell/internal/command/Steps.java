package org.chiasma.shell.internal.command;

import java.util.List;

/** Runs the lines of a script one after the other in one process. */
public interface Steps {
    /**
     * Runs a script.
     *
     * @param name of the script, for messages
     * @param lines its lines
     * @param echo whether to print every line before it runs
     * @throws StepFailure at the first line that fails
     */
    void run(String name, List<String> lines, boolean echo, Console console);

    /** {@code word} as one word of a line, whatever it holds. */
    String quote(String word);
}
