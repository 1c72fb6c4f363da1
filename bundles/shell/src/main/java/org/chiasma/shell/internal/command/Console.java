package org.chiasma.shell.internal.command;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command speaks: data to {@code out}, everything else to {@code err}.
 *
 * @param in standard input
 * @param out data and reports
 * @param err progress, notes and errors
 * @param screen what these go to
 * @param lasting whether matrices on the bus outlive the command, as in the interactive shell and in scripts: results
 *     without a destination then go to the bus and not to {@code out}
 * @param quiet whether notes and progress are unwanted whatever the command's own flags say
 * @param interrupts what else stops a command
 */
public record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Screen screen,
        boolean lasting,
        boolean quiet,
        Interrupts interrupts) {
    /** A console of a process of its own. */
    public Console(InputStream in, PrintStream out, PrintStream err, Screen screen, boolean lasting) {
        this(in, out, err, screen, lasting, false, Interrupts.NONE);
    }

    /** This console with other streams. */
    public Console with(PrintStream newOut, PrintStream newErr) {
        return new Console(in, newOut, newErr, screen, lasting, quiet, interrupts);
    }

    /** This console for steps that follow each other in one process. */
    public Console forSteps(boolean quietly) {
        return new Console(in, out, err, screen, true, quiet || quietly, interrupts);
    }

    /** This console with something that stops commands. */
    public Console with(Interrupts newInterrupts) {
        return new Console(in, out, err, screen, lasting, quiet, newInterrupts);
    }
}
