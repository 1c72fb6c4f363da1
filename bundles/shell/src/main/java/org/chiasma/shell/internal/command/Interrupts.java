package org.chiasma.shell.internal.command;

/** What asks a running command to stop, beside the end of the process. */
@FunctionalInterface
public interface Interrupts {
    /** Nothing does. */
    Interrupts NONE = cancel -> () -> {};

    /**
     * Calls {@code cancel} when the command is to stop.
     *
     * @return ends the listening
     */
    Runnable listen(Runnable cancel);
}
