package org.chiasma.bus.internal.storage;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.chiasma.api.DataException;
import org.chiasma.bus.internal.io.ScratchDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Makes regions: direct memory while they are small, memory-mapped temporary files when they are large. The blocks of a
 * file are written with zeros before it is mapped, because a store to a mapped hole on a full disk kills the process
 * (SIGBUS) where a failed write is an error that can be told.
 */
public final class Memory {
    /** Most bytes of one slice: 1 GiB. */
    public static final int LARGEST_SLICE = 1 << 30;

    /** Regions of this size and larger are mapped files: 64 MiB. */
    public static final long MAPPED_FROM = 64L << 20;

    private static final int ZEROS = 1 << 20;

    private final ScratchDirectory scratch;
    private final Budget budget;
    private final long mappedFrom;
    private final int largestSlice;
    private final Cleaner cleaner = Cleaner.create();

    /**
     * @param scratch where temporary files go
     * @param budget limit over all regions
     * @param mappedFrom bytes from which a region is a file
     * @param largestSlice most bytes of a slice, unless one row is longer
     */
    public Memory(ScratchDirectory scratch, Budget budget, long mappedFrom, int largestSlice) {
        this.scratch = scratch;
        this.budget = budget;
        this.mappedFrom = mappedFrom;
        this.largestSlice = largestSlice;
    }

    Budget budget() {
        return budget;
    }

    long mappedFrom() {
        return mappedFrom;
    }

    /**
     * A region of zeros for what {@code header} describes.
     *
     * @param unitBytes bytes that must lie in one slice, a row for example; the data is a multiple of it
     */
    Region zeros(NpyHeader header, long unitBytes) {
        long bytes = header.dataBytes();
        int sliceBytes = sliceBytes(unitBytes);
        Budget.Reservation reservation = budget.open();
        reservation.grow(bytes);
        try {
            ByteBuffer @Nullable [] direct = bytes < mappedFrom ? directSlices(bytes, sliceBytes) : null;
            if (direct != null) {
                return keep(direct, sliceBytes, bytes, null, reservation);
            }
            BackingFile file = newFile();
            try (FileChannel channel = file.create()) {
                Region.writeAll(channel, header.encode());
                writeZeros(channel, bytes);
                return map(file, channel, sliceBytes, bytes, reservation);
            } catch (IOException e) {
                file.delete();
                throw file.failure(e);
            } catch (RuntimeException e) {
                file.delete();
                throw e;
            }
        } catch (RuntimeException e) {
            reservation.release();
            throw e;
        }
    }

    /** Starts a region whose length is not known yet. */
    RegionWriter writer() {
        return new RegionWriter(this);
    }

    /** A region over a finished file whose entries begin at the channel's position; read-only. */
    Region open(FileChannel channel, long bytes, long unitBytes) throws IOException {
        int sliceBytes = sliceBytes(unitBytes);
        ByteBuffer[] slices = slices(channel, FileChannel.MapMode.READ_ONLY, channel.position(), bytes, sliceBytes);
        return new Region(slices, sliceBytes, bytes, null, () -> {});
    }

    /** A temporary file for a region, to be given to {@link #map}. */
    BackingFile newFile() {
        return new BackingFile(scratch.newFile(".npy"), scratch.keepsNames());
    }

    /** Maps {@code bytes} bytes behind the header; takes over {@code reservation} and the file. */
    Region map(BackingFile file, FileChannel channel, int sliceBytes, long bytes, Budget.Reservation reservation)
            throws IOException {
        ByteBuffer[] slices = slices(channel, FileChannel.MapMode.READ_WRITE, NpyHeader.BYTES, bytes, sliceBytes);
        return keep(slices, sliceBytes, bytes, file, reservation);
    }

    /** Direct memory of exactly the content of {@code content}; null if there is none. */
    @Nullable
    Region copy(ByteBuffer content, int sliceBytes, Budget.Reservation reservation) {
        ByteBuffer[] slices = directSlices(content.remaining(), sliceBytes);
        if (slices == null) {
            return null;
        }
        for (int i = 0; i < slices.length; i++) {
            slices[i].put(0, content, content.position() + i * sliceBytes, slices[i].capacity());
        }
        reservation.shrinkTo(content.remaining());
        return keep(slices, sliceBytes, content.remaining(), null, reservation);
    }

    /**
     * Whole units as many as fit the largest slice.
     *
     * @throws DataException {@code E-MEM-BUDGET} if one unit is longer than a buffer can be
     */
    int sliceBytes(long unitBytes) {
        if (unitBytes > Integer.MAX_VALUE) {
            throw new DataException(
                    "E-MEM-BUDGET",
                    "matrix: found rows of " + unitBytes + " bytes, expected at most " + Integer.MAX_VALUE
                            + "; transpose it, or split its columns");
        }
        long unit = Math.max(1, unitBytes);
        return (int) (unit * Math.max(1, largestSlice / unit));
    }

    private Region keep(
            ByteBuffer[] slices,
            int sliceBytes,
            long bytes,
            @Nullable BackingFile file,
            Budget.Reservation reservation) {
        Runnable release = () -> {
            reservation.release();
            if (file != null) {
                file.delete();
            }
        };
        Region region = new Region(slices, sliceBytes, bytes, file, release);
        cleaner.register(region, release);
        return region;
    }

    private static ByteBuffer @Nullable [] directSlices(long bytes, int sliceBytes) {
        ByteBuffer[] slices = new ByteBuffer[Math.toIntExact((bytes + sliceBytes - 1) / sliceBytes)];
        try {
            for (int i = 0; i < slices.length; i++) {
                int length = (int) Math.min(sliceBytes, bytes - (long) i * sliceBytes);
                slices[i] = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
            }
            return slices;
        } catch (OutOfMemoryError e) {
            // the JVM's limit on direct memory is reached: a mapped file does not count against it
            return null;
        }
    }

    private static ByteBuffer[] slices(
            FileChannel channel, FileChannel.MapMode mode, long start, long bytes, int sliceBytes) throws IOException {
        ByteBuffer[] slices = new ByteBuffer[Math.toIntExact((bytes + sliceBytes - 1) / sliceBytes)];
        for (int i = 0; i < slices.length; i++) {
            long offset = (long) i * sliceBytes;
            slices[i] = channel.map(mode, start + offset, Math.min(sliceBytes, bytes - offset))
                    .order(ByteOrder.nativeOrder());
        }
        return slices;
    }

    private void writeZeros(FileChannel channel, long bytes) throws IOException {
        requireSpace(bytes);
        ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
        for (long left = bytes; left > 0; left -= zeros.limit()) {
            zeros.clear().limit((int) Math.min(ZEROS, left));
            Region.writeAll(channel, zeros);
        }
    }

    /** Refuses at once what the file system cannot hold, rather than after having filled it. */
    private void requireSpace(long bytes) {
        Budget.require(bytes, this::usableSpace, scratch.parent().toString());
    }

    /** Some network file systems do not know and say zero; then writing tells. */
    private long usableSpace() {
        long usable = scratch.parent().toFile().getUsableSpace();
        return usable == 0 ? Long.MAX_VALUE : usable;
    }
}
