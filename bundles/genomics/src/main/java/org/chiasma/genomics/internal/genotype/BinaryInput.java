package org.chiasma.genomics.internal.genotype;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.chiasma.api.DataException;
import org.chiasma.text.Refusals;

/**
 * Little-endian values of a stream, piece by piece: {@link #demand} brings a piece into {@link #bytes}, and nothing is read
 * behind it. Memory grows with the bytes that came, never by the length that a file claims. Offsets are those of the
 * decompressed content.
 */
final class BinaryInput implements Closeable {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int START = 1 << 18;
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private final InputStream in;
    private final Refusals refusals;
    private final String unit;
    /** Holds the piece; replaced by {@link #demand} and {@link #atEnd}. */
    byte[] bytes = new byte[START];
    /** The next byte of the piece; whoever decodes may move it. */
    int position;

    private int limit;
    private int filled;
    private long before;

    BinaryInput(InputStream in, Refusals refusals) {
        this(in, refusals, "content byte");
    }

    /**
     * @param unit what offsets count in refusals
     */
    BinaryInput(InputStream in, Refusals refusals, String unit) {
        this.in = in;
        this.refusals = refusals;
        this.unit = unit;
    }

    /** Offset of the next byte. */
    long offset() {
        return before + position;
    }

    /** Whether no byte follows. */
    boolean atEnd() throws IOException {
        return filled == position && !fill();
    }

    /**
     * Makes the next {@code count} bytes the piece.
     *
     * @param what they are, for the refusal
     * @throws DataException {@code E-*-TRUNCATED} if they are not there, {@code E-*-RECORD} if no array could hold them
     */
    void demand(long count, String what) throws IOException {
        if (count > LARGEST) {
            throw damaged("found " + count + " bytes for " + what + ", expected at most " + LARGEST);
        }
        while (filled - position < count) {
            if (!fill()) {
                throw refusals.whole(
                        "TRUNCATED",
                        unit + " " + (before + filled) + ": found the end of the file, expected " + what + " of "
                                + count + " bytes from " + offset() + " on; copy the file again");
            }
        }
        limit = position + (int) count;
    }

    int unsignedByte() {
        return bytes[take(1)] & 0xFF;
    }

    int unsignedShort() {
        return (short) SHORT.get(bytes, take(2)) & 0xFFFF;
    }

    int integer() {
        return (int) INT.get(bytes, take(4));
    }

    long unsignedInteger() {
        return integer() & 0xFFFFFFFFL;
    }

    long longInteger() {
        return (long) LONG.get(bytes, take(8));
    }

    String text(int length) {
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    /** Takes {@code count} bytes of the piece and returns where they begin in {@link #bytes}. */
    int take(long count) {
        if (count < 0 || count > limit - position) {
            throw damaged("found a value of " + count + " bytes with " + (limit - position)
                    + " left in its record, expected it inside");
        }
        int start = position;
        position += (int) count;
        return start;
    }

    /** The integer at a place in an array. */
    static int integer(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    /** The short integer at a place in an array. */
    static short shortInteger(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at);
    }

    /** A refusal at the next byte. */
    DataException damaged(String message) {
        return refusals.whole("RECORD", unit + " " + offset() + ": " + message + "; write the file again");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        if (filled == bytes.length) {
            if (position > 0) {
                System.arraycopy(bytes, position, bytes, 0, filled - position);
                before += position;
                filled -= position;
                position = 0;
            } else {
                bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, 2L * bytes.length));
            }
        }
        int count = in.read(bytes, filled, bytes.length - filled);
        filled += Math.max(0, count);
        return count > 0;
    }
}
