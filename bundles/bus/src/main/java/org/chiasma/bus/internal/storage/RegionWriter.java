package org.chiasma.bus.internal.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a region front to back when its length is not known: in memory until it is large, then through a file. What it
 * takes grows with what was written. Not for several threads.
 */
final class RegionWriter implements AutoCloseable {
    private static final int FIRST = 1 << 12;

    private final Memory memory;
    private final Budget.Reservation reservation;
    private ByteBuffer buffer = allocate(FIRST);
    private long flushed;
    private @Nullable BackingFile file;
    private @Nullable FileChannel channel;
    private boolean ended;

    RegionWriter(Memory memory) {
        this.memory = memory;
        this.reservation = memory.budget().open();
        reservation.grow(FIRST);
    }

    /** A buffer, in native order, with room for {@code bytes} more bytes at its position; valid until the next call. */
    ByteBuffer room(int bytes) {
        if (ended) {
            throw new IllegalStateException("matrix draft is sealed or closed");
        }
        if (buffer.remaining() < bytes) {
            int larger = Math.max(2 * buffer.capacity(), Math.addExact(buffer.position(), bytes));
            if (channel == null && larger <= memory.mappedFrom()) {
                reservation.grow(larger - buffer.capacity());
                buffer = allocate(larger).put(buffer.flip());
            } else {
                spill();
                if (buffer.capacity() < bytes) {
                    buffer = allocate(bytes);
                }
            }
        }
        return buffer;
    }

    /** Bytes written so far. */
    long bytes() {
        return flushed + buffer.position();
    }

    /**
     * Ends the writing.
     *
     * @param header of what was written
     * @param unitBytes bytes that must lie in one slice
     */
    Region finish(NpyHeader header, long unitBytes) {
        if (header.dataBytes() != bytes()) {
            throw new IllegalStateException(bytes() + " bytes written, not " + header.dataBytes());
        }
        int sliceBytes = memory.sliceBytes(unitBytes);
        if (channel == null) {
            Region region = memory.copy(buffer.flip(), sliceBytes, reservation);
            if (region != null) {
                end();
                return region;
            }
            buffer.position(buffer.limit()).limit(buffer.capacity());
        }
        spill();
        FileChannel out = Objects.requireNonNull(channel);
        BackingFile spilled = Objects.requireNonNull(file);
        try (out) {
            Region.writeAll(out.position(0), header.encode());
            Region region = memory.map(spilled, out, sliceBytes, flushed, reservation);
            end();
            return region;
        } catch (IOException e) {
            throw spilled.failure(e);
        }
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        end();
        reservation.release();
        BackingFile spilled = file;
        if (channel != null && spilled != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw spilled.failure(e);
            } finally {
                spilled.delete();
            }
        }
    }

    private void end() {
        ended = true;
        buffer = ByteBuffer.allocate(0);
    }

    private void spill() {
        BackingFile spilled = file;
        if (spilled == null) {
            spilled = memory.newFile();
            file = spilled;
        }
        try {
            FileChannel out = channel;
            if (out == null) {
                out = spilled.create();
                channel = out;
                Region.writeAll(out, ByteBuffer.allocate(NpyHeader.BYTES));
            }
            reservation.grow(flushed == 0 ? 0 : buffer.position());
            flushed += buffer.position();
            Region.writeAll(out, buffer.flip());
            buffer.clear();
        } catch (IOException e) {
            throw spilled.failure(e);
        }
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
