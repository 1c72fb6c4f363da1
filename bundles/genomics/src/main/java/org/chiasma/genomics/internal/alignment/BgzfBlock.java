package org.chiasma.genomics.internal.alignment;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** One block of BGZF with its content, or with what is wrong with it. Used again for other blocks. */
final class BgzfBlock {
    static final int MOST_BYTES = 1 << 16;

    private static final int FIXED_HEADER = 12;
    private static final int TRAILER = 8;

    /** Compressed bytes, header and trailer included. */
    final byte[] compressed = new byte[MOST_BYTES];

    /** Content, once it is decompressed. */
    final byte[] content = new byte[MOST_BYTES];

    /** Where the block begins in the file. */
    long start;

    /** Compressed bytes of it. */
    int size;

    /** Bytes of {@link #content}. */
    int length;

    /** What is wrong with it, if anything. */
    @Nullable
    Fault fault;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] beyond = new byte[1];

    /**
     * What is wrong with a block.
     *
     * @param what end of the refusal's code
     * @param found of the message
     */
    record Fault(String what, String found) {}

    /** Decompresses it and checks length and checksum. */
    BgzfBlock decompress() {
        if (fault == null) {
            fault = inflate();
        }
        return this;
    }

    void end() {
        inflater.end();
    }

    /** Bytes of the extra field, by the fixed part of the header. */
    int extraLength() {
        return unsignedShort(10);
    }

    /** Whether the fixed part is that of gzip with an extra field. */
    boolean beginsWell() {
        return compressed[0] == 0x1F && compressed[1] == (byte) 0x8B && (compressed[3] & 4) != 0;
    }

    /** Bytes of the whole block, by the extra field {@code BC}; 0 if there is none that fits. */
    int announcedSize() {
        int end = FIXED_HEADER + extraLength();
        for (int field = FIXED_HEADER; field + 6 <= end; field += 4 + unsignedShort(field + 2)) {
            if (compressed[field] == 'B' && compressed[field + 1] == 'C' && unsignedShort(field + 2) == 2) {
                int announced = unsignedShort(field + 4) + 1;
                return announced < end + TRAILER ? 0 : announced;
            }
        }
        return 0;
    }

    private @Nullable Fault inflate() {
        int header = FIXED_HEADER + extraLength();
        length = littleEndian(size - 4);
        if (length < 0 || length > MOST_BYTES) {
            return new Fault("BLOCK", "found a block of more than 65536 bytes of content");
        }
        try {
            inflater.reset();
            inflater.setInput(compressed, header, size - header - TRAILER);
            int n = 0;
            int more = 1;
            while (n < length && more > 0) {
                more = inflater.inflate(content, n, length - n);
                n += more;
            }
            if (n < length || (!inflater.finished() && inflater.inflate(beyond) > 0)) {
                return new Fault("CORRUPT", "found content of another length than announced");
            }
        } catch (DataFormatException e) {
            return new Fault("CORRUPT", "found damaged compressed content");
        }
        checksum.reset();
        checksum.update(content, 0, length);
        return (int) checksum.getValue() == littleEndian(size - TRAILER)
                ? null
                : new Fault("CHECKSUM", "found content of another checksum than announced");
    }

    private int unsignedShort(int at) {
        return (compressed[at] & 0xFF) | (compressed[at + 1] & 0xFF) << 8;
    }

    private int littleEndian(int at) {
        return unsignedShort(at) | unsignedShort(at + 2) << 16;
    }
}
