package org.chiasma.genomics.internal.alignment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of BGZF (SAM specification, section 4.1), each of at most 64 KiB of content, one at a time. Until the first {@link
 * #seek}, blocks are decompressed ahead of the reader by other threads where there are processors; a fault is thrown when
 * its block's turn comes. Places are virtual offsets: the block's offset in the file times 65536 plus the place in its
 * content. Memory: 128 KiB for each block ahead.
 */
final class BgzfInput implements Closeable {
    private static final int FIXED_HEADER = 12;
    private static final int READ_AHEAD = 1 << 18;
    private static final int BLOCKS_AHEAD = 16;
    private static final int MOST_THREADS = 3;

    /** Content of the block. */
    byte[] bytes = {};

    /** Next byte of {@link #bytes} to take. */
    int position;

    /** End of the content in {@link #bytes}. */
    int limit;

    private final Refusals refusals;
    private final Progress progress;
    private final SeekableByteChannel channel;
    private final byte[] compressed = new byte[READ_AHEAD];
    private final Queue<CompletableFuture<BgzfBlock>> ahead = new ArrayDeque<>();
    private final Queue<BgzfBlock> free = new ArrayDeque<>();
    private final List<BgzfBlock> made = new ArrayList<>();
    private final @Nullable ExecutorService workers;
    private @Nullable BgzfBlock block;
    private Supplier<String> context = () -> "the beginning";
    private boolean streaming;
    private boolean exhausted;
    private int next;
    private int filled;
    private long filledFrom;

    BgzfInput(Refusals refusals, Progress progress) throws IOException {
        this.refusals = refusals;
        this.progress = progress;
        channel = Files.newByteChannel(refusals.file());
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() - 1);
        workers = threads < 1
                ? null
                : Executors.newFixedThreadPool(threads, task -> {
                    Thread thread = new Thread(task, "BGZF");
                    thread.setDaemon(true);
                    return thread;
                });
        streaming = workers != null;
    }

    /** What messages say the fault comes after. */
    void after(Supplier<String> place) {
        context = place;
    }

    /** Where the byte at {@link #position} is. */
    long virtualOffset() {
        BgzfBlock current = block;
        if (current == null) {
            return filledFrom << 16;
        }
        return position == limit ? (current.start + current.size) << 16 : (current.start << 16) | position;
    }

    /**
     * Goes to a virtual offset.
     *
     * @return false if there is no such place
     */
    boolean seek(long virtualOffset) throws IOException {
        long start = virtualOffset >>> 16;
        streaming = false;
        ahead.forEach(CompletableFuture::join);
        ahead.clear();
        exhausted = false;
        if (block == null || block.start != start || limit == 0) {
            filledFrom = start;
            next = 0;
            filled = 0;
            channel.position(start);
            if (!next()) {
                return false;
            }
        } else {
            filledFrom = start + block.size;
            next = 0;
            filled = 0;
            channel.position(filledFrom);
        }
        position = (int) (virtualOffset & 0xFFFF);
        return block != null && block.start == start && position <= limit;
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
            if (block != null) {
                free.add(block);
                block = null;
            }
            lookAhead();
            CompletableFuture<BgzfBlock> first = ahead.poll();
            if (first == null) {
                return false;
            }
            BgzfBlock taken = first.join();
            block = taken;
            BgzfBlock.Fault fault = taken.fault;
            if (fault != null) {
                throw refusals.whole(
                        fault.what(),
                        "compressed byte " + taken.start + ", after " + context.get() + ": " + fault.found()
                                + ", expected a whole BGZF block; copy or write the file again");
            }
            bytes = taken.content;
            limit = taken.length;
            progress.advance(taken.size);
        } while (limit == 0);
        return true;
    }

    @Override
    public void close() throws IOException {
        ahead.forEach(CompletableFuture::join);
        if (workers != null) {
            workers.shutdown();
        }
        made.forEach(BgzfBlock::end);
        channel.close();
    }

    private void lookAhead() throws IOException {
        int wanted = streaming ? BLOCKS_AHEAD : 1;
        while (ahead.size() < wanted && !exhausted && available(1) > 0) {
            BgzfBlock taken = free.poll();
            if (taken == null) {
                taken = new BgzfBlock();
                made.add(taken);
            }
            take(taken);
            ahead.add(
                    streaming && workers != null
                            ? CompletableFuture.supplyAsync(taken::decompress, workers)
                            : CompletableFuture.completedFuture(taken.decompress()));
        }
    }

    /** Takes the compressed bytes of the next block. */
    private void take(BgzfBlock taken) throws IOException {
        taken.start = filledFrom + next;
        taken.size = 0;
        taken.length = 0;
        taken.fault = fault(taken);
        exhausted = taken.fault != null;
        next += taken.size;
    }

    private BgzfBlock.@Nullable Fault fault(BgzfBlock taken) throws IOException {
        if (!copied(taken, FIXED_HEADER)) {
            return cut();
        }
        int header = FIXED_HEADER + taken.extraLength();
        if (!taken.beginsWell() || header > BgzfBlock.MOST_BYTES) {
            return new BgzfBlock.Fault("BLOCK", "found bytes that begin no BGZF block");
        }
        if (!copied(taken, header)) {
            return cut();
        }
        int size = taken.announcedSize();
        if (size == 0) {
            return new BgzfBlock.Fault("BLOCK", "found no size of the block in its header");
        }
        if (!copied(taken, size)) {
            return cut();
        }
        taken.size = size;
        return null;
    }

    private static BgzfBlock.Fault cut() {
        return new BgzfBlock.Fault("TRUNCATED", "found the end of the file inside a block");
    }

    private boolean copied(BgzfBlock taken, int count) throws IOException {
        if (available(count) < count) {
            return false;
        }
        System.arraycopy(compressed, next, taken.compressed, 0, count);
        return true;
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
}
