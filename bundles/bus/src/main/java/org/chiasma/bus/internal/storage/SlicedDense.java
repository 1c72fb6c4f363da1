package org.chiasma.bus.internal.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.chiasma.api.matrix.DenseMatrix;
import org.chiasma.api.matrix.MatrixSpec;

/** A dense matrix over a region whose slices hold whole rows. */
final class SlicedDense implements DenseMatrix, StoredMatrix {
    private final MatrixSpec spec;
    private final Entries entries;

    SlicedDense(MatrixSpec spec, Region region) {
        this.spec = spec;
        this.entries = Entries.of(region, spec.elementType());
    }

    static NpyHeader header(MatrixSpec spec) {
        return NpyHeader.floats(
                spec.elementType(), spec.rows().size(), spec.columns().size());
    }

    static long rowBytes(MatrixSpec spec) {
        return Math.multiplyExact(
                spec.columns().size(), (long) spec.elementType().bytes());
    }

    @Override
    public MatrixSpec spec() {
        return spec;
    }

    @Override
    public List<Part> parts() {
        return List.of(new Part("", header(spec), entries.region()));
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, double[] target, int offset, int stride) {
        Blocks.check(spec, row, column, height, width);
        long columns = columnCount();
        if (width == columns && width == stride) {
            entries.get(row * columns, Math.multiplyExact(height, width), target, offset);
            return;
        }
        for (int i = 0; i < height; i++) {
            entries.get((row + i) * columns + column, width, target, offset + i * stride);
        }
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, float[] target, int offset, int stride) {
        Blocks.check(spec, row, column, height, width);
        for (int i = 0; i < height; i++) {
            entries.get((row + i) * columnCount() + column, width, target, offset + i * stride);
        }
    }

    @Override
    public List<Slice> slices() {
        long rowBytes = rowBytes(spec);
        List<Slice> slices = new ArrayList<>();
        long first = 0;
        for (ByteBuffer bytes : entries.region().slices()) {
            long rows = bytes.capacity() / rowBytes;
            slices.add(new Slice(first, rows, bytes.asReadOnlyBuffer().order(ByteOrder.nativeOrder())));
            first += rows;
        }
        return slices;
    }

    /** Rows being written. */
    static final class Draft extends RegionDraft {
        Draft(MatrixSpec spec, Region region) {
            super(spec, region);
        }

        @Override
        void writeRun(Entries entries, long row, long column, int width, double[] source, int offset) {
            entries.put(row * spec().columns().size() + column, width, source, offset);
        }

        @Override
        StoredMatrix sealed() {
            return new SlicedDense(spec(), region());
        }
    }
}
