package org.chiasma.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.chiasma.api.Progress;

/**
 * Writes text and numbers as bytes, compressed when the file's name ends in {@code .gz}. Numbers are written so that
 * they read back exactly: whole ones without a fraction, the others as {@link Double#toString} or
 * {@link Float#toString} have them. The same content gives the same bytes; the gzip header carries no time.
 */
public final class TextOutput implements Closeable {
    private static final double WHOLE = 1e15;
    private static final int LONGEST_NUMBER = 32;

    private final OutputStream out;
    private final byte decimal;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private long infinite;

    public TextOutput(Path file, byte decimal) throws IOException {
        this.decimal = decimal;
        OutputStream raw = Files.newOutputStream(file);
        boolean gzip = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        try {
            this.out = gzip ? new GZIPOutputStream(raw, 1 << 16) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Writes one ASCII character. */
    public void symbol(int character) throws IOException {
        if (filled == buffer.length) {
            flush();
        }
        buffer[filled++] = (byte) character;
    }

    /** Writes text in UTF-8. */
    public void text(String text) throws IOException {
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            symbol(next);
        }
    }

    /** Writes a number that is finite or infinite; float32 ones with the digits that float32 needs. */
    public void number(double value, boolean single) throws IOException {
        String digits;
        if (value == Math.rint(value) && Math.abs(value) < WHOLE && (value != 0 || 1 / value > 0)) {
            digits = Long.toString((long) value);
        } else if (Double.isInfinite(value)) {
            infinite++;
            digits = value > 0 ? "Inf" : "-Inf";
        } else {
            digits = single ? Float.toString((float) value) : Double.toString(value);
        }
        if (buffer.length - filled < LONGEST_NUMBER) {
            flush();
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            buffer[filled++] = c == '.' ? decimal : (byte) c;
        }
    }

    /** Tells the user of infinite numbers, which readers refuse by default. */
    public void noteInfinite(Progress progress, Refusals refusals) {
        if (infinite > 0) {
            progress.note("warning: " + refusals.file() + ": " + infinite + " infinite "
                    + (infinite == 1 ? "entry" : "entries") + " written as Inf; to read them, pass infinite=accept");
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }
}
