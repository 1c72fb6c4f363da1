package org.chiasma.shell.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.chiasma.api.CancelledException;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);

    @Test
    void saysNothingWhenPiped() {
        TerminalProgress progress = new TerminalProgress(stream, false, true);
        progress.begin("kernel", 10);
        progress.advance(10);
        progress.clear();
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void notesAreOneLine() {
        new TerminalProgress(stream, false, true).note("two\nlines");
        assertEquals("chiasma: note: two lines\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void quietHasNoNotes() {
        new TerminalProgress(stream, false, false).note("hidden");
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void cancellingEndsTheWorkAtItsNextCheck() {
        TerminalProgress progress = new TerminalProgress(stream, false, true);
        progress.checkCancelled();
        progress.cancel();
        assertThrows(CancelledException.class, progress::checkCancelled);
    }

    @Test
    void interruptingTheOwnerCancels() {
        TerminalProgress progress = new TerminalProgress(stream, false, true);
        assertFalse(progress.isCancelled());
        Thread.currentThread().interrupt();
        assertTrue(progress.isCancelled());
        assertTrue(Thread.interrupted());
    }
}
