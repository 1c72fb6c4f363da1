package org.chiasma.shell.internal.command;

/**
 * Cancels a run when the process is asked to end (Ctrl-C, {@code kill}), or by the console's {@link Interrupts}. The
 * process then waits, as the launcher's own hook says, for the run to give up and to clean up behind itself.
 */
final class Cancellation {
    private Cancellation() {}

    /** Does {@code work}, which can be cancelled through {@code progress}, and takes its progress off the screen. */
    static void during(Console console, TerminalProgress progress, Runnable work) {
        Thread hook = new Thread(progress::cancel, "chiasma-cancel");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            progress.cancel();
        }
        Runnable deaf = console.interrupts().listen(progress::cancel);
        try {
            work.run();
        } finally {
            deaf.run();
            progress.clear();
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook has done its work.
        }
    }
}
