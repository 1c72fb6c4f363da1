package org.chiasma.inverter.internal.sampling;

import java.util.Objects;

/** A sampler that draws one matrix after the other, each from its own random numbers. */
abstract class StreamSampler implements MatrixSampler {
    private final int size;
    private final long seed;

    StreamSampler(int size, long seed) {
        if (size < 1) {
            throw new IllegalArgumentException("size " + size + ": expected at least 1");
        }
        this.size = size;
        this.seed = seed;
    }

    @Override
    public final int size() {
        return size;
    }

    final long seed() {
        return seed;
    }

    @Override
    public final void sample(long first, int count, double[] matrices) {
        int entries = Math.multiplyExact(size, size);
        Objects.checkFromIndexSize(0, Math.multiplyExact(count, entries), matrices.length);
        RandomStream random = new RandomStream(seed);
        double[] scratch = new double[scratchLength()];
        for (int i = 0; i < count; i++) {
            random.seek(first + i);
            draw(random, matrices, i * entries, scratch);
        }
    }

    /** Entries of working memory that {@link #draw} needs. */
    int scratchLength() {
        return size * size;
    }

    /** Draws one matrix, row-major, into {@code target} from {@code offset} on. */
    abstract void draw(RandomStream random, double[] target, int offset, double[] scratch);
}
