package org.chiasma.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.chiasma.api.CancelledException;
import org.chiasma.api.DataException;

/**
 * Decompresses BGZF (SAM specification, section 4.1): gzip members of at most 64 KiB that say how long they are, so that
 * many are inflated at once. Content comes in the order of the file; a member that is cut, or whose checksum or size is
 * wrong, is refused with its place in the compressed file. Memory is a few groups of members.
 */
public final class BgzfInput extends InputStream {
    /** Bytes that tell whether a file is BGZF. */
    static final int HEADER = 18;

    private static final int TRAILER = 8;
    private static final int MOST_CONTENT = 1 << 16;
    /** Members inflated by one task. */
    private static final int GROUP = 16;
    /** Tasks ahead of the reader. */
    private static final int AHEAD = 6;

    private final InputStream compressed;
    private final Refusals refusals;
    private final long mostBytes;
    private final Executor executor;
    private final Deque<FutureTask<byte[]>> ahead = new ArrayDeque<>();
    private long offset;
    private long produced;
    private boolean ended;
    private boolean endBlock;
    private byte[] current = new byte[0];
    private int position;

    /**
     * Content of a stream that begins with a BGZF member.
     *
     * @param compressed closed with this
     * @param mostBytes most bytes of content
     * @param executor inflates; its tasks never wait for each other
     */
    public BgzfInput(InputStream compressed, Refusals refusals, long mostBytes, Executor executor) {
        this.compressed = compressed;
        this.refusals = refusals.family("GZIP");
        this.mostBytes = mostBytes;
        this.executor = executor;
    }

    /** Whether a file that begins so is BGZF: gzip whose first extra field is {@code BC}. */
    public static boolean recognises(byte[] head) {
        return head.length >= HEADER
                && head[0] == 0x1F
                && head[1] == (byte) 0x8B
                && head[2] == 8
                && head[3] == 4
                && head[10] == 6
                && head[11] == 0
                && head[12] == 'B'
                && head[13] == 'C'
                && head[14] == 2
                && head[15] == 0;
    }

    /** Whether the file ended with the empty member that says that nothing is cut off; known at the end. */
    public boolean hasEndBlock() {
        return endBlock;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == current.length) {
            schedule();
            FutureTask<byte[]> next = ahead.poll();
            if (next == null) {
                return -1;
            }
            current = content(next);
            position = 0;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, from, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        ahead.forEach(task -> task.cancel(false));
        ahead.clear();
        compressed.close();
    }

    private static byte[] content(FutureTask<byte[]> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DataException refusal) {
                throw refusal;
            }
            throw new IOException(e.getCause());
        }
    }

    private void schedule() throws IOException {
        while (!ended && ahead.size() < AHEAD) {
            List<Member> group = new ArrayList<>(GROUP);
            DataException broken = null;
            while (!ended && broken == null && group.size() < GROUP) {
                try {
                    Member member = member();
                    if (member != null) {
                        group.add(member);
                    }
                } catch (DataException e) {
                    // what lies before the damage is still given
                    broken = e;
                    ended = true;
                }
            }
            if (!group.isEmpty()) {
                FutureTask<byte[]> task = new FutureTask<>(() -> inflate(group));
                ahead.add(task);
                executor.execute(task);
            }
            if (broken != null) {
                DataException refusal = broken;
                FutureTask<byte[]> failing = new FutureTask<>(() -> {
                    throw refusal;
                });
                failing.run();
                ahead.add(failing);
            }
        }
    }

    /**
     * A compressed member.
     *
     * @param start of the member in the file
     * @param bytes deflated content and trailer
     * @param size of the content, as the trailer has it
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one task, never compared
    private record Member(long start, byte[] bytes, int size) {}

    private @org.jspecify.annotations.Nullable Member member() throws IOException {
        byte[] header = compressed.readNBytes(HEADER);
        long start = offset;
        if (header.length == 0) {
            ended = true;
            return null;
        }
        offset += header.length;
        if (header.length < HEADER) {
            throw truncated();
        }
        if (!recognises(header)) {
            throw refusals.whole(
                    "GARBAGE",
                    "compressed byte " + start
                            + ": found bytes that begin no BGZF block, expected a block or the end of the file; copy the "
                            + "file again, or cut them off");
        }
        int length = ((header[16] & 0xFF) | ((header[17] & 0xFF) << 8)) + 1 - HEADER;
        if (length < TRAILER + 2) {
            throw corrupt(start, "a block of impossible length");
        }
        byte[] rest = compressed.readNBytes(length);
        offset += rest.length;
        if (rest.length < length) {
            throw truncated();
        }
        long size = littleEndian(rest, length - 4);
        if (size > MOST_CONTENT) {
            throw corrupt(start, "a block that claims " + size + " bytes of content");
        }
        endBlock = size == 0;
        produced += size;
        GzipInput.refuseGrowth(produced, offset, mostBytes, refusals);
        return new Member(start, rest, (int) size);
    }

    private byte[] inflate(List<Member> group) {
        int total = 0;
        for (Member member : group) {
            total += member.size;
        }
        byte[] content = new byte[total];
        Inflater inflater = new Inflater(true);
        CRC32 checksum = new CRC32();
        try {
            int at = 0;
            for (Member member : group) {
                inflater.reset();
                inflater.setInput(member.bytes, 0, member.bytes.length - TRAILER);
                int length = 0;
                while (length < member.size && !inflater.finished()) {
                    int n = inflater.inflate(content, at + length, member.size - length);
                    if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                        break;
                    }
                    length += n;
                }
                if (length == member.size && !inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                    length++;
                }
                if (length != member.size || !inflater.finished()) {
                    throw corrupt(member.start, "a block whose content does not have the size it claims");
                }
                checksum.reset();
                checksum.update(content, at, length);
                if (checksum.getValue() != littleEndian(member.bytes, member.bytes.length - TRAILER)) {
                    throw corrupt(member.start, "a block whose checksum does not match its content");
                }
                at += length;
            }
            return content;
        } catch (DataFormatException e) {
            throw corrupt(group.get(0).start, "blocks that are not deflated (" + e.getMessage() + ")");
        } finally {
            inflater.end();
        }
    }

    private DataException corrupt(long start, String found) {
        return refusals.whole(
                "CORRUPT", "compressed byte " + start + ": found " + found + "; copy or compress the file again");
    }

    private DataException truncated() {
        return refusals.whole(
                "TRUNCATED",
                "compressed byte " + offset
                        + ": found the end of the file inside a block, expected the rest of it; copy the file again");
    }

    private static long littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xFFL)
                | ((bytes[at + 1] & 0xFFL) << 8)
                | ((bytes[at + 2] & 0xFFL) << 16)
                | ((bytes[at + 3] & 0xFFL) << 24);
    }
}
