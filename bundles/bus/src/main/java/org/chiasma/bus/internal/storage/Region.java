package org.chiasma.bus.internal.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.chiasma.bus.internal.io.StagedFiles;
import org.jspecify.annotations.Nullable;

/**
 * Memory off the heap of any length, in slices of equal length but for the last, in native byte order. The memory goes
 * when the last buffer over it is unreachable.
 */
final class Region {
    private final ByteBuffer[] slices;
    private final int sliceBytes;
    private final long bytes;
    private final @Nullable BackingFile file;
    private final Runnable release;

    /** Takes over the slices.
     *
     * @param release gives back what the region holds besides its buffers */
    Region(ByteBuffer[] slices, int sliceBytes, long bytes, @Nullable BackingFile file, Runnable release) {
        this.slices = slices;
        this.sliceBytes = sliceBytes;
        this.bytes = bytes;
        this.file = file;
        this.release = release;
    }

    long bytes() {
        return bytes;
    }

    int sliceBytes() {
        return sliceBytes;
    }

    /** The slices themselves; use them by absolute index only. */
    ByteBuffer[] slices() {
        return slices;
    }

    /** Gives the region's share of the budget and its temporary file back before the garbage collector does. */
    void discard() {
        release.run();
    }

    /**
     * Visits the pieces of {@code count} entries from number {@code first} on, each within one slice.
     *
     * @throws IndexOutOfBoundsException if they are not all inside
     */
    void runs(long first, int count, int entryBytes, Run run) {
        Objects.checkFromIndexSize(first, count, bytes / entryBytes);
        int perSlice = sliceBytes / entryBytes;
        int done = 0;
        while (done < count) {
            long at = first + done;
            int index = (int) (at % perSlice);
            int length = Math.min(count - done, perSlice - index);
            run.visit((int) (at / perSlice), index, done, length);
            done += length;
        }
    }

    /** Entries of one slice that lie together. */
    @FunctionalInterface
    interface Run {
        /**
         * Takes one run.
         *
         * @param slice number of the slice
         * @param index of the first entry in the slice
         * @param done entries visited before
         * @param length entries of this run
         */
        void visit(int slice, int index, int done, int length);
    }

    /**
     * Puts the content into the file {@code target}, behind {@code header}, on disk when it returns: by renaming if the
     * region is a mapped file that was not moved before, else by writing.
     */
    void saveTo(Path target, NpyHeader header) throws IOException {
        if (file != null) {
            for (ByteBuffer slice : slices) {
                if (slice instanceof MappedByteBuffer mapped) {
                    mapped.force();
                }
            }
            if (file.moveTo(target)) {
                StagedFiles.force(target);
                return;
            }
        }
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeAll(channel, header.encode());
            for (ByteBuffer slice : slices) {
                writeAll(channel, slice.duplicate());
            }
            channel.force(true);
        }
    }

    static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
