package org.chiasma.genomics.internal.signal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.chiasma.api.DataException;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of a binary file by their place. A piece that does not lie within the file is refused before memory is taken for
 * it, and all pieces of one kind together may not be larger than the file, which ends cycles and bombs.
 */
final class BinaryFile implements Closeable {
    private static final int MOST_INFLATED = 1 << 24;
    private static final int LARGEST_PIECE = 1 << 28;

    private final Refusals refusals;
    private final FileChannel channel;
    private final long size;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private byte[] inflated = new byte[1 << 16];

    BinaryFile(Refusals refusals) throws IOException {
        this.refusals = refusals;
        this.channel = FileChannel.open(refusals.file(), StandardOpenOption.READ);
        this.size = channel.size();
    }

    /** Order of the bytes of all pieces read from now on. */
    void order(ByteOrder byteOrder) {
        order = byteOrder;
    }

    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** How much may still be read of one kind of pieces. */
    final class Budget {
        private long left = size;

        /**
         * Reads a piece.
         *
         * @param what names it in the refusal
         * @throws DataException {@code E-*-TRUNCATED} if it is not within the file, {@code E-*-INDEX} if the pieces are
         *     together larger than the file
         */
        ByteBuffer read(long offset, long length, String what) throws IOException {
            if (offset < 0 || length < 0 || offset > size || length > size - offset || length > LARGEST_PIECE) {
                throw refusals.whole(
                        "TRUNCATED",
                        "offset " + Long.toUnsignedString(offset) + ": found the end of the file at " + size
                                + ", expected " + what + " of " + Long.toUnsignedString(length)
                                + " bytes; copy the file again");
            }
            left -= length;
            if (left < 0) {
                throw refusals.whole(
                        "INDEX",
                        "offset " + offset + ": found " + what
                                + " a second time, expected a tree without cycles; write the file again");
            }
            ByteBuffer piece = ByteBuffer.allocate((int) length).order(order);
            while (piece.hasRemaining()) {
                if (channel.read(piece, offset + piece.position()) < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
            return piece.flip();
        }
    }

    /**
     * A zlib stream decompressed; the memory is reused by the next call.
     *
     * @param offset where it lies, for the refusal
     * @throws DataException {@code E-*-ZLIB} if it is malformed, cut or larger than 16 MiB
     */
    ByteBuffer inflate(ByteBuffer compressed, long offset) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            int filled = 0;
            while (!inflater.finished()) {
                int n = inflater.inflate(inflated, filled, inflated.length - filled);
                filled += n;
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw zlib(offset, "a cut block", null);
                }
                if (filled == inflated.length) {
                    if (filled >= MOST_INFLATED) {
                        throw zlib(offset, "a block of more than " + MOST_INFLATED + " bytes", null);
                    }
                    inflated = Arrays.copyOf(inflated, 2 * filled);
                }
            }
            return ByteBuffer.wrap(inflated, 0, filled).slice().order(order);
        } catch (DataFormatException e) {
            throw zlib(offset, String.valueOf(e.getMessage()), e);
        } finally {
            inflater.end();
        }
    }

    private DataException zlib(long offset, String found, @Nullable Throwable cause) {
        return new DataException(
                "E-" + refusals.family() + "-ZLIB",
                refusals.file() + ": offset " + offset + ": found " + found
                        + ", expected a block compressed by zlib; copy the file again",
                cause);
    }
}
