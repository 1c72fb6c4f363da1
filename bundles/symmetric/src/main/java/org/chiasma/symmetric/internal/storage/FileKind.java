package org.chiasma.symmetric.internal.storage;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.chiasma.api.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The binary files of this bundle: a signature of 8 bytes, the version (int), the length of a JSON header (int), where the
 * numbers begin and how many bytes they are (two longs), the header in UTF-8, zeros up to a multiple of 4,096, then the
 * numbers. All little-endian.
 */
public enum FileKind {
    /** Tiles of the upper triangle. */
    TILES("TILE"),
    /** Factors of a low-rank model. */
    FACTORS("FACT");

    private static final int VERSION = 1;
    private static final int PREAMBLE = 32;

    private final String signature;

    FileKind(String letters) {
        // The first byte is no text, the last ones suffer where line ends are translated.
        signature = "\u0093" + letters + "\r\n\n";
    }

    /** Whether a file that begins with {@code head} is of this kind. */
    public boolean recognises(byte[] head) {
        return new String(head, 0, Math.min(head.length, signature.length()), StandardCharsets.ISO_8859_1)
                .equals(signature);
    }

    /** A refusal of a file: {@code E-TILES-...} or {@code E-FACTORS-...}. */
    DataException refusal(Path file, String what, String message) {
        return refusal(file, what, message, null);
    }

    DataException refusal(Path file, String what, String message, @Nullable Throwable cause) {
        return new DataException("E-" + name() + "-" + what, file + ": " + message, cause);
    }

    /** Refuses a part: a file holds one matrix. */
    public void refusePart(Path file, String part) {
        if (!part.isEmpty()) {
            throw refusal(
                    file,
                    "PART",
                    "found part #" + part + ", expected none: the file holds one matrix; leave #" + part + " out");
        }
    }

    /** The header of a file whose numbers are {@code payloadBytes} long; its length is a multiple of 4,096. */
    byte[] encode(JsonObject json, long payloadBytes) {
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        int start = Math.toIntExact(TileGrid.aligned((long) PREAMBLE + text.length));
        byte[] header = new byte[start];
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(signature.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(VERSION)
                .putInt(text.length)
                .putLong(start)
                .putLong(payloadBytes)
                .put(text);
        return header;
    }

    /**
     * Reads a header and checks it against the length of the file.
     *
     * @throws DataException {@code E-*-MAGIC}, {@code E-*-VERSION}, {@code E-*-HEADER}, {@code E-*-SIZE}
     */
    Opened open(Path file, FileChannel channel) throws IOException {
        byte[] first = read(channel, 0, (int) Math.min(PREAMBLE, channel.size()));
        if (!recognises(first)) {
            throw refusal(
                    file, "MAGIC", "found no signature of this format, expected a ." + ending() + " file; convert it");
        }
        if (first.length < PREAMBLE) {
            throw cut(file, channel.size(), PREAMBLE);
        }
        ByteBuffer preamble = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
        preamble.position(signature.length());
        int version = preamble.getInt();
        int length = preamble.getInt();
        long start = preamble.getLong();
        long bytes = preamble.getLong();
        if (version != VERSION) {
            throw refusal(
                    file, "VERSION", "found version " + version + ", expected " + VERSION + "; write the file again");
        }
        if (length < 0
                || PREAMBLE + (long) length > channel.size()
                || start != TileGrid.aligned(PREAMBLE + (long) length)) {
            throw refusal(
                    file,
                    "HEADER",
                    "found a header of " + length + " bytes before numbers at byte " + start + " in a file of "
                            + channel.size() + ", expected one that the file holds; copy or write the file again");
        }
        JsonObject json = parse(file, read(channel, PREAMBLE, length));
        return new Opened(file, json, start, bytes, channel.size());
    }

    /** A malformed header. */
    DataException malformed(Path file, Throwable cause) {
        return refusal(
                file,
                "HEADER",
                "found a header that cannot be read (" + cause.getMessage()
                        + "), expected the JSON that is written with it; write the file again",
                cause);
    }

    /** A file that is shorter, or longer, than its header says. */
    DataException cut(Path file, long found, long expected) {
        return refusal(
                file,
                "SIZE",
                "found " + found + " bytes, expected " + expected
                        + (found < expected ? ": it was cut; " : ": something follows the numbers; ")
                        + "copy or write the file again");
    }

    private String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    private JsonObject parse(Path file, byte[] text) {
        try {
            JsonReader reader = new JsonReader(new StringReader(new String(text, StandardCharsets.UTF_8)));
            reader.setStrictness(Strictness.STRICT);
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
            throw malformed(file, e);
        }
    }

    private static byte[] read(FileChannel channel, long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        ByteBuffer target = ByteBuffer.wrap(bytes);
        int count;
        do {
            count = channel.read(target, position + target.position());
        } while (count > 0);
        return bytes;
    }

    /**
     * A header that the file is long enough to hold.
     *
     * @param file as the user named it
     * @param json what it says
     * @param start where the numbers begin
     * @param bytes length of the numbers as the header says
     * @param fileBytes length of the file
     */
    record Opened(Path file, JsonObject json, long start, long bytes, long fileBytes) {
        /** Refuses a file whose numbers are not {@code expected} bytes long. */
        void requireBytes(FileKind kind, long expected) {
            if (bytes != expected) {
                throw kind.refusal(
                        file,
                        "SIZE",
                        "found a header that announces " + bytes + " bytes of numbers, expected " + expected
                                + " by its sizes; write the file again");
            }
            if (fileBytes != start + expected) {
                throw kind.cut(file, fileBytes, start + expected);
            }
        }
    }
}
