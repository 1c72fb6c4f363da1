package org.chiasma.genomics.internal.contact;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.chiasma.api.DataException;
import org.chiasma.text.Refusals;

/** A .hic file read at positions: little-endian numbers, text up to a zero byte, and whole ranges. */
final class HicInput implements Closeable {
    private static final int WINDOW = 1 << 16;
    private static final int LONGEST_TEXT = 1 << 24;

    private final Refusals refusals;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
    private long windowStart;

    private HicInput(Refusals refusals, FileChannel channel) throws IOException {
        this.refusals = refusals;
        this.channel = channel;
        this.size = channel.size();
        window.limit(0);
    }

    /** Opens the file of {@code refusals} at its start. */
    static HicInput open(Refusals refusals) throws IOException {
        FileChannel channel = FileChannel.open(refusals.file(), StandardOpenOption.READ);
        try {
            return new HicInput(refusals, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Bytes of the file. */
    long size() {
        return size;
    }

    /** The next byte's position. */
    long position() {
        return windowStart + window.position();
    }

    /** Goes to {@code position}, where {@code what} is said to lie. */
    void seek(long position, String what) {
        if (position < 0 || position > size) {
            throw refuse(
                    "OFFSET",
                    position(),
                    "found " + what + " at offset " + position + " of a file of " + size
                            + " bytes, expected it inside; get the file again");
        }
        if (position >= windowStart && position <= windowStart + window.limit()) {
            window.position((int) (position - windowStart));
        } else {
            windowStart = position;
            window.limit(0);
        }
    }

    /** Goes {@code count} items of {@code bytes} bytes further. */
    void skip(long count, int bytes, String what) {
        if (count < 0 || count > (size - position()) / bytes) {
            throw refuse(
                    "COUNT",
                    position(),
                    "found a count of " + count + " " + what + ", expected no more than the " + (size - position())
                            + " bytes that follow can hold; get the file again");
        }
        seek(position() + count * bytes, what);
    }

    /** A count of items of at least {@code bytes} bytes that follow. */
    int count(int bytes, String what) throws IOException {
        long at = position();
        int count = nextInt(what);
        if (count < 0 || count > (size - position()) / bytes) {
            throw refuse(
                    "COUNT",
                    at,
                    "found a count of " + count + " " + what + ", expected no more than the " + (size - position())
                            + " bytes that follow can hold; get the file again");
        }
        return count;
    }

    int nextInt(String what) throws IOException {
        require(Integer.BYTES, what);
        return window.getInt();
    }

    long nextLong(String what) throws IOException {
        require(Long.BYTES, what);
        return window.getLong();
    }

    /** Text up to a zero byte, which is taken too. */
    String text(String what) throws IOException {
        long start = position();
        byte[] bytes = new byte[16];
        int n = 0;
        while (true) {
            require(1, what);
            byte next = window.get();
            if (next == 0) {
                return new String(bytes, 0, n, StandardCharsets.UTF_8);
            }
            if (n == LONGEST_TEXT) {
                throw refuse(
                        "TEXT",
                        start,
                        "found no zero byte within " + LONGEST_TEXT + " bytes, expected one behind " + what
                                + "; get the file again");
            }
            if (n == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * n);
            }
            bytes[n++] = next;
        }
    }

    /** The bytes of {@code [position, position + length)}; the reading position stays. */
    ByteBuffer range(long position, long length, String what) throws IOException {
        if (position < 0 || length < 0 || length > Integer.MAX_VALUE - 8 || position > size - length) {
            throw refuse(
                    "OFFSET",
                    position,
                    "found " + what + " of " + length + " bytes in a file of " + size
                            + " bytes, expected it inside; get the file again");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        fill(bytes, position);
        if (bytes.hasRemaining()) {
            throw refuse("TRUNCATED", position, "found the end of the file, expected " + what + "; get the file again");
        }
        return bytes.flip();
    }

    /** A refusal at a position. */
    DataException refuse(String what, long offset, String message) {
        return refusals.whole(what, "offset " + offset + ": " + message);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void require(int bytes, String what) throws IOException {
        if (window.remaining() >= bytes) {
            return;
        }
        windowStart += window.position();
        window.clear();
        fill(window, windowStart);
        window.flip();
        if (window.remaining() < bytes) {
            throw refuse(
                    "TRUNCATED", position(), "found the end of the file, expected " + what + "; get the file again");
        }
    }

    private void fill(ByteBuffer target, long position) throws IOException {
        int n = 0;
        while (n >= 0 && target.hasRemaining()) {
            n = channel.read(target, position + target.position());
        }
    }
}
