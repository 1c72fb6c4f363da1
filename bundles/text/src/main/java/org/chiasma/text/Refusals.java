package org.chiasma.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chiasma.api.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the one-line refusals of one file.
 *
 * @param family middle of the code: {@code TSV} in {@code E-TSV-RAGGED}
 * @param file as the user named it
 */
public record Refusals(String family, Path file) {
    private static final int SHOWN = 40;

    /** A refusal of the file as a whole. */
    public DataException whole(String what, String message) {
        return new DataException("E-" + family + "-" + what, file + ": " + message);
    }

    /** A refusal at a line, counted from 1. */
    public DataException line(String what, long line, String message) {
        return line(what, line, message, null);
    }

    /** A refusal at a line, counted from 1. */
    public DataException line(String what, long line, String message, @Nullable Throwable cause) {
        return new DataException("E-" + family + "-" + what, file + ":" + line + ": " + message, cause);
    }

    /** Refuses a part of a format whose files hold one matrix. */
    public void refusePart(String part) {
        if (!part.isEmpty()) {
            throw whole(
                    "PART",
                    "found part #" + part + ", expected none: the file holds one matrix; leave #" + part + " out");
        }
    }

    /** The same file as seen by another family, as when its compression is at fault. */
    public Refusals family(String other) {
        return new Refusals(other, file);
    }

    /** Text from a file between quotes: shortened, control characters made visible. */
    public static String shown(String text) {
        String piece = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        StringBuilder visible = new StringBuilder("\"");
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            visible.append(Character.isISOControl(c) ? String.format("\\x%02x", (int) c) : String.valueOf(c));
        }
        return visible.append('"').toString();
    }

    /** As {@link #shown(String)}, of bytes that may not be text. */
    public static String shown(byte[] bytes, int from, int to) {
        return shown(new String(bytes, from, Math.min(to - from, 4 * SHOWN + 4), StandardCharsets.UTF_8));
    }

    /** "1 field", "3 fields". */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
