package org.chiasma.shell.internal.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.chiasma.api.Progress;

/**
 * Progress as one line at the bottom of the terminal: phase, share and time left. Nothing but notes when standard error
 * is not a terminal, nothing at all when the user wants quiet.
 *
 * <p>The run is cancelled by {@link #cancel()}, or by interrupting the thread that made this object, which is how the
 * interactive shell passes on Ctrl-C.
 */
final class TerminalProgress implements Progress {
    private static final long REFRESH_NANOSECONDS = 100_000_000;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final PrintStream err;
    private final boolean line;
    private final boolean notes;
    private final Thread owner = Thread.currentThread();
    private volatile boolean cancelled;

    private String phase = "";
    private long total;
    private long done;
    private long began;
    private long shown;
    private boolean visible;

    TerminalProgress(PrintStream err, boolean line, boolean notes) {
        this.err = err;
        this.line = line;
        this.notes = notes;
    }

    /** Progress on a console as far as the flags want it. */
    static TerminalProgress on(Console console, CommonFlags flags) {
        boolean quiet = console.quiet() || flags.quiet();
        return new TerminalProgress(console.err(), console.screen().errTerminal() && !quiet, !quiet);
    }

    /** Asks the run to stop. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public synchronized void begin(String newPhase, long newTotal) {
        phase = newPhase;
        total = newTotal;
        done = 0;
        began = System.nanoTime();
        shown = began;
    }

    @Override
    public synchronized void advance(long amount) {
        done += amount;
        long now = System.nanoTime();
        if (line && now - shown >= REFRESH_NANOSECONDS) {
            shown = now;
            err.print(ERASE_LINE + describe(Duration.ofNanos(now - began)));
            err.flush();
            visible = true;
        }
    }

    private String describe(Duration elapsed) {
        if (total <= 0) {
            return phase + " …";
        }
        double share = Math.min(1, (double) done / total);
        String text = String.format(Locale.ROOT, "%s %.0f %%", phase, 100 * share);
        long seconds = share > 0 ? Math.round(elapsed.toMillis() / 1000.0 * (1 - share) / share) : 0;
        return seconds > 1 ? text + String.format(Locale.ROOT, ", %d:%02d left", seconds / 60, seconds % 60) : text;
    }

    @Override
    public synchronized void note(String message) {
        if (notes) {
            clear();
            err.println("chiasma: note: " + message.replaceAll("\\s*[\\r\\n]+\\s*", " "));
        }
    }

    /** Takes the line off the terminal. */
    synchronized void clear() {
        if (visible) {
            err.print(ERASE_LINE);
            err.flush();
            visible = false;
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled || owner.isInterrupted();
    }
}
