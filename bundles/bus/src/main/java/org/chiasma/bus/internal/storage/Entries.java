package org.chiasma.bus.internal.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.chiasma.api.matrix.ElementType;

/** The floating-point entries of a region, addressed by a {@code long}, as {@code double}. */
abstract sealed class Entries {
    private final Region region;
    private final int entryBytes;

    private Entries(Region region, int entryBytes) {
        this.region = region;
        this.entryBytes = entryBytes;
    }

    static Entries of(Region region, ElementType type) {
        return type == ElementType.FLOAT64 ? new Float64(region) : new Float32(region);
    }

    /** Writes {@code count} entries at the position of {@code buffer}. */
    static void append(ElementType type, double[] source, int offset, int count, ByteBuffer buffer) {
        if (type == ElementType.FLOAT64) {
            buffer.asDoubleBuffer().put(source, offset, count);
        } else {
            FloatBuffer floats = buffer.asFloatBuffer();
            for (int i = 0; i < count; i++) {
                floats.put(i, (float) source[offset + i]);
            }
        }
        buffer.position(buffer.position() + count * type.bytes());
    }

    final Region region() {
        return region;
    }

    /** Copies {@code count} entries from number {@code first} on. */
    final void get(long first, int count, double[] target, int offset) {
        region.runs(first, count, entryBytes, (slice, index, done, n) -> read(slice, index, target, offset + done, n));
    }

    /** Copies {@code count} entries from number {@code first} on, rounded to the nearest {@code float}. */
    final void get(long first, int count, float[] target, int offset) {
        region.runs(first, count, entryBytes, (slice, index, done, n) -> read(slice, index, target, offset + done, n));
    }

    /** Writes {@code count} entries from number {@code first} on. */
    final void put(long first, int count, double[] source, int offset) {
        region.runs(first, count, entryBytes, (slice, index, done, n) -> write(slice, index, source, offset + done, n));
    }

    /** One entry; for the scattered reads that no bulk access can serve. */
    final double at(long number) {
        int perSlice = region.sliceBytes() / entryBytes;
        return at((int) (number / perSlice), (int) (number % perSlice));
    }

    abstract double at(int slice, int index);

    abstract void read(int slice, int index, double[] target, int offset, int count);

    abstract void read(int slice, int index, float[] target, int offset, int count);

    abstract void write(int slice, int index, double[] source, int offset, int count);

    private static final class Float64 extends Entries {
        private final DoubleBuffer[] views;

        Float64(Region region) {
            super(region, Double.BYTES);
            views = Arrays.stream(region.slices())
                    .map(slice ->
                            slice.duplicate().order(ByteOrder.nativeOrder()).asDoubleBuffer())
                    .toArray(DoubleBuffer[]::new);
        }

        @Override
        double at(int slice, int index) {
            return views[slice].get(index);
        }

        @Override
        void read(int slice, int index, double[] target, int offset, int count) {
            views[slice].get(index, target, offset, count);
        }

        @Override
        void read(int slice, int index, float[] target, int offset, int count) {
            DoubleBuffer view = views[slice];
            for (int i = 0; i < count; i++) {
                target[offset + i] = (float) view.get(index + i);
            }
        }

        @Override
        void write(int slice, int index, double[] source, int offset, int count) {
            views[slice].put(index, source, offset, count);
        }
    }

    private static final class Float32 extends Entries {
        private static final int BLOCK = 2048;

        private final FloatBuffer[] views;

        Float32(Region region) {
            super(region, Float.BYTES);
            views = Arrays.stream(region.slices())
                    .map(slice ->
                            slice.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer())
                    .toArray(FloatBuffer[]::new);
        }

        @Override
        double at(int slice, int index) {
            return views[slice].get(index);
        }

        @Override
        void read(int slice, int index, double[] target, int offset, int count) {
            float[] block = new float[Math.min(BLOCK, count)];
            for (int done = 0; done < count; done += block.length) {
                int n = Math.min(block.length, count - done);
                views[slice].get(index + done, block, 0, n);
                for (int i = 0; i < n; i++) {
                    target[offset + done + i] = block[i];
                }
            }
        }

        @Override
        void read(int slice, int index, float[] target, int offset, int count) {
            views[slice].get(index, target, offset, count);
        }

        @Override
        void write(int slice, int index, double[] source, int offset, int count) {
            float[] block = new float[Math.min(BLOCK, count)];
            for (int done = 0; done < count; done += block.length) {
                int n = Math.min(block.length, count - done);
                for (int i = 0; i < n; i++) {
                    block[i] = (float) source[offset + done + i];
                }
                views[slice].put(index + done, block, 0, n);
            }
        }
    }
}
