package org.chiasma.genomics.internal.alignment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of BGZF (SAM specification, section 4.1), each of at most 64 KiB of content, one at a time. Checksums are
 * verified. Places are virtual offsets: the block's offset in the file times 65536 plus the place in its content.
 */
final class BgzfInput implements Closeable {
    private static final int MOST_CONTENT = 1 << 16;
    private static final int FIXED_HEADER = 12;
    private static final int TRAILER = 8;
    private static final int READ_AHEAD = 1 << 18;

    /** Content of the block. */
    final byte[] bytes = new byte[MOST_CONTENT];

    /** Next byte of {@link #bytes} to take. */
    int position;

    /** End of the content in {@link #bytes}. */
    int limit;

    private final Refusals refusals;
    private final Progress progress;
    private final SeekableByteChannel channel;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] beyond = new byte[1];
    private final byte[] compressed = new byte[READ_AHEAD];
    private Supplier<String> context = () -> "the beginning";
    private int next;
    private int filled;
    private long filledFrom;
    private long blockStart;

    BgzfInput(Refusals refusals, Progress progress) throws IOException {
        this.refusals = refusals;
        this.progress = progress;
        channel = Files.newByteChannel(refusals.file());
    }

    /** What messages say the fault comes after. */
    void after(Supplier<String> place) {
        context = place;
    }

    /** Where the byte at {@link #position} is. */
    long virtualOffset() {
        return position == limit ? (filledFrom + next) << 16 : (blockStart << 16) | position;
    }

    /**
     * Goes to a virtual offset.
     *
     * @return false if there is no such place
     */
    boolean seek(long virtualOffset) throws IOException {
        long start = virtualOffset >>> 16;
        if (start != blockStart || limit == 0) {
            filledFrom = start;
            next = 0;
            filled = 0;
            position = 0;
            limit = 0;
            channel.position(start);
            if (!next()) {
                return false;
            }
        }
        position = (int) (virtualOffset & 0xFFFF);
        return blockStart == start && position <= limit;
    }

    /**
     * Moves to the next block that has content; false at the end of the file.
     *
     * @throws DataException {@code -BLOCK}, {@code -TRUNCATED}, {@code -CORRUPT} or {@code -CHECKSUM}
     */
    boolean next() throws IOException {
        do {
            position = 0;
            limit = 0;
            blockStart = filledFrom + next;
            if (available(1) < 1) {
                return false;
            }
            inflate();
        } while (limit == 0);
        return true;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        channel.close();
    }

    private void inflate() throws IOException {
        demand(FIXED_HEADER);
        if (compressed[next] != 0x1F || compressed[next + 1] != (byte) 0x8B || (compressed[next + 3] & 4) == 0) {
            throw refused(
                    "BLOCK", "found bytes that begin no BGZF block", "compress the file again with samtools view -b");
        }
        int extra = unsignedShort(next + 10);
        demand(FIXED_HEADER + extra);
        int size = blockSize(next + FIXED_HEADER, extra);
        int header = FIXED_HEADER + extra;
        if (size < header + TRAILER) {
            throw refused("BLOCK", "found no size of the block in its header", "copy the file again");
        }
        demand(size);
        int contentSize = littleEndian(next + size - 4);
        if (contentSize < 0 || contentSize > MOST_CONTENT) {
            throw refused("BLOCK", "found a block of more than 65536 bytes of content", "copy the file again");
        }
        try {
            inflater.reset();
            inflater.setInput(compressed, next + header, size - header - TRAILER);
            int n = 0;
            while (n < contentSize) {
                int more = inflater.inflate(bytes, n, contentSize - n);
                if (more == 0) {
                    break;
                }
                n += more;
            }
            if (n < contentSize || (!inflater.finished() && inflater.inflate(beyond) > 0)) {
                throw refused("CORRUPT", "found content of another length than announced", "copy the file again");
            }
        } catch (DataFormatException e) {
            throw refused("CORRUPT", "found damaged compressed content", "copy the file again", e);
        }
        checksum.reset();
        checksum.update(bytes, 0, contentSize);
        if ((int) checksum.getValue() != littleEndian(next + size - TRAILER)) {
            throw refused("CHECKSUM", "found content of another checksum than announced", "copy the file again");
        }
        next += size;
        limit = contentSize;
        progress.advance(size);
    }

    /** Bytes of the whole block, by the extra field {@code BC}; 0 if there is none. */
    private int blockSize(int from, int length) {
        for (int field = from; field + 4 <= from + length; field += 4 + unsignedShort(field + 2)) {
            if (compressed[field] == 'B'
                    && compressed[field + 1] == 'C'
                    && unsignedShort(field + 2) == 2
                    && field + 6 <= from + length) {
                return unsignedShort(field + 4) + 1;
            }
        }
        return 0;
    }

    private void demand(int count) throws IOException {
        if (available(count) < count) {
            throw refused("TRUNCATED", "found the end of the file inside a block", "copy the file again");
        }
    }

    /** How many of {@code count} compressed bytes there are from {@link #next} on. */
    private int available(int count) throws IOException {
        if (filled - next < count) {
            System.arraycopy(compressed, next, compressed, 0, filled - next);
            filledFrom += next;
            filled -= next;
            next = 0;
            while (filled < count) {
                int n = channel.read(ByteBuffer.wrap(compressed, filled, compressed.length - filled));
                if (n < 0) {
                    break;
                }
                filled += n;
            }
        }
        return filled - next;
    }

    private int unsignedShort(int at) {
        return (compressed[at] & 0xFF) | (compressed[at + 1] & 0xFF) << 8;
    }

    private int littleEndian(int at) {
        return unsignedShort(at) | unsignedShort(at + 2) << 16;
    }

    private DataException refused(String what, String found, String remedy) {
        return refused(what, found, remedy, null);
    }

    private DataException refused(String what, String found, String remedy, @Nullable Throwable cause) {
        return new DataException(
                "E-" + refusals.family() + "-" + what,
                refusals.file() + ": compressed byte " + blockStart + ", after " + context.get() + ": " + found
                        + ", expected a whole BGZF block; " + remedy,
                cause);
    }
}
