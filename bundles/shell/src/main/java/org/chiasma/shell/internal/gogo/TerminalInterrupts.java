package org.chiasma.shell.internal.gogo;

import org.chiasma.shell.internal.command.Interrupts;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/**
 * Ctrl-C on the terminal of the interactive shell while a command runs. Gogo would interrupt the command's thread, and an
 * interrupted thread that writes closes the terminal behind it.
 */
final class TerminalInterrupts implements Interrupts {
    private final Terminal terminal;

    TerminalInterrupts(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Runnable listen(Runnable cancel) {
        SignalHandler before = terminal.handle(Signal.INT, signal -> cancel.run());
        return () -> terminal.handle(Signal.INT, before);
    }
}
