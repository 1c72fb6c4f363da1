package org.chiasma.shell.internal.command;

import java.io.PrintStream;

/**
 * Where a command speaks: data to {@code out}, everything else to {@code err}.
 *
 * @param out data and reports
 * @param err progress, notes and errors
 * @param screen what these go to
 * @param lasting whether matrices on the bus outlive the command, as in the interactive shell and in scripts: results
 *     without a destination then go to the bus and not to {@code out}
 */
public record Console(PrintStream out, PrintStream err, Screen screen, boolean lasting) {
    /** This console with other streams. */
    public Console with(PrintStream newOut, PrintStream newErr) {
        return new Console(newOut, newErr, screen, lasting);
    }

    /** This console for steps that follow each other in one process. */
    public Console forSteps() {
        return new Console(out, err, screen, true);
    }
}
