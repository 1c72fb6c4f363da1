package org.chiasma.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.chiasma.api.DataException;

/**
 * Decompresses gzip (RFC 1952), several members one after the other included, as bgzip writes them. What a plain
 * decompressor lets pass is refused with the place in the compressed file: a cut, a wrong checksum, bytes after the
 * end, and content that grows beyond {@value #MOST_RATIO} to 1 or beyond a budget.
 */
final class GzipInput extends InputStream {
    /** Deflate cannot exceed 1032 : 1; what comes near is a bomb or a constant. */
    static final int MOST_RATIO = 1000;

    private static final long RATIO_MATTERS_FROM = 1L << 20;
    private static final int FLAG_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final InputStream compressed;
    private final Refusals refusals;
    private final long mostBytes;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] block = new byte[1 << 16];
    private int position;
    private int limit;
    private long blockStart;
    private long produced;
    private boolean ended;

    /**
     * @param mostBytes most bytes of decompressed content
     */
    GzipInput(InputStream compressed, Refusals refusals, long mostBytes) throws IOException {
        this.compressed = compressed;
        this.refusals = refusals.family("GZIP");
        this.mostBytes = mostBytes;
        header();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                int n = inflater.inflate(target, offset, length);
                position = limit - inflater.getRemaining();
                if (n > 0) {
                    checksum.update(target, offset, n);
                    produced += n;
                    refuseGrowth(produced, offset(), mostBytes, refusals);
                    return n;
                }
                if (inflater.finished()) {
                    trailer();
                    if (more()) {
                        header();
                    } else {
                        ended = true;
                    }
                } else if (inflater.needsDictionary()) {
                    throw corrupt("a preset dictionary");
                } else if (inflater.needsInput()) {
                    demand();
                    inflater.setInput(block, position, limit - position);
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw new DataException(
                    "E-GZIP-CORRUPT",
                    refusals.file() + ": compressed byte " + offset() + ": " + e.getMessage()
                            + ", expected deflated content; copy or compress the file again",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        compressed.close();
    }

    /** Refuses content beyond a limit, or so much larger than what it came from that it is a bomb. */
    static void refuseGrowth(long produced, long offset, long mostBytes, Refusals refusals) {
        if (produced > mostBytes) {
            throw refusals.whole(
                    "BYTES", "decompresses to more than " + mostBytes + " bytes, the limit; pass a larger max-bytes");
        }
        if (produced > RATIO_MATTERS_FROM && produced / MOST_RATIO > offset) {
            throw refusals.whole(
                    "RATIO",
                    "compressed byte " + offset + ": found " + produced
                            + " bytes of content so far, expected at most " + MOST_RATIO
                            + " for each compressed byte; if the file is not a decompression bomb, decompress it first");
        }
    }

    private void header() throws IOException {
        long start = offset();
        if (take() != 0x1F || take() != 0x8B) {
            throw refusals.whole(
                    "GARBAGE",
                    "compressed byte " + start + ": found bytes after the end of the compressed content, expected the "
                            + "end of the file; cut them off");
        }
        if (take() != 8) {
            throw corrupt("an unknown compression method");
        }
        int flags = take();
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(take() | (take() << 8));
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        checksum.reset();
        inflater.setInput(block, position, limit - position);
    }

    private void trailer() throws IOException {
        long crc = takeInt();
        long size = takeInt();
        if (crc != checksum.getValue()) {
            throw corrupt("a checksum that does not match the content");
        }
        if (size != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw corrupt("a size that does not match the content");
        }
    }

    private DataException corrupt(String found) {
        return refusals.whole(
                "CORRUPT", "compressed byte " + offset() + ": found " + found + "; copy or compress the file again");
    }

    private long offset() {
        return blockStart + position;
    }

    private long takeInt() throws IOException {
        return take() | ((long) take() << 8) | ((long) take() << 16) | ((long) take() << 24);
    }

    private int take() throws IOException {
        demand();
        return block[position++] & 0xFF;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            take();
        }
    }

    private void skipText() throws IOException {
        int next = take();
        while (next != 0) {
            next = take();
        }
    }

    private void demand() throws IOException {
        if (!more()) {
            throw refusals.whole(
                    "TRUNCATED",
                    "compressed byte " + offset()
                            + ": found the end of the file, expected the rest of the compressed content and its "
                            + "checksum; copy the file again");
        }
    }

    /** Whether a compressed byte is there, reading on if need be. */
    private boolean more() throws IOException {
        if (position < limit) {
            return true;
        }
        blockStart += limit;
        position = 0;
        limit = Math.max(0, compressed.read(block, 0, block.length));
        return limit > 0;
    }
}
