package org.chiasma.bus.internal.storage;

import java.util.List;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.PackedSymmetricMatrix;

/** A symmetric matrix by its upper triangle over a region. */
final class SlicedPacked implements PackedSymmetricMatrix, StoredMatrix {
    private final MatrixSpec spec;
    private final Entries entries;

    SlicedPacked(MatrixSpec spec, Region region) {
        this.spec = spec;
        this.entries = Entries.of(region, spec.elementType());
    }

    static NpyHeader header(MatrixSpec spec) {
        return NpyHeader.floats(spec.elementType(), spec.capacity());
    }

    /** Number of the diagonal entry (i, i) of an n x n matrix: i n - i (i - 1) / 2, exact for all int i and n. */
    static long diagonal(long n, long i) {
        return i * n - i * (i - 1) / 2;
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
    public void copyPacked(long firstEntry, int count, double[] target, int offset) {
        entries.get(firstEntry, count, target, offset);
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, double[] target, int offset, int stride) {
        Blocks.check(spec, row, column, height, width);
        copyUpper(row, column, height, width, target, offset, stride);
        if (row + height - 1 > column) {
            copyLower(row, column, height, width, target, offset, stride);
        }
    }

    @Override
    public void copyBlock(long row, long column, int height, int width, float[] target, int offset, int stride) {
        Blocks.check(spec, row, column, height, width);
        if (row + height - 1 > column) {
            PackedSymmetricMatrix.super.copyBlock(row, column, height, width, target, offset, stride);
            return;
        }
        for (int i = 0; i < height; i++) {
            entries.get(diagonal(rowCount(), row + i) + column - (row + i), width, target, offset + i * stride);
        }
    }

    /** Entries on and above the diagonal: each row of the block is one run. */
    private void copyUpper(long row, long column, int height, int width, double[] target, int offset, int stride) {
        for (int i = 0; i < height; i++) {
            long from = Math.max(column, row + i);
            int count = (int) (column + width - from);
            if (count > 0) {
                long first = diagonal(rowCount(), row + i) + from - (row + i);
                entries.get(first, count, target, offset + i * stride + (int) (from - column));
            }
        }
    }

    /** Entries below the diagonal: each column of the block is one run of the mirrored row. */
    private void copyLower(long row, long column, int height, int width, double[] target, int offset, int stride) {
        double[] run = new double[height];
        for (int j = 0; j < width; j++) {
            long from = Math.max(row, column + j + 1);
            int count = (int) (row + height - from);
            if (count <= 0) {
                break;
            }
            long first = diagonal(rowCount(), column + j) + from - (column + j);
            int to = offset + (int) (from - row) * stride + j;
            if (count == 1) {
                target[to] = entries.at(first);
                continue;
            }
            entries.get(first, count, run, 0);
            for (int i = 0; i < count; i++) {
                target[to + i * stride] = run[i];
            }
        }
    }

    /** The triangle being written. */
    static final class Draft extends RegionDraft {
        Draft(MatrixSpec spec, Region region) {
            super(spec, region);
        }

        @Override
        void writeRun(Entries entries, long row, long column, int width, double[] source, int offset) {
            long from = Math.max(column, row);
            int count = (int) (column + width - from);
            if (count > 0) {
                long first = diagonal(spec().rows().size(), row) + from - row;
                entries.put(first, count, source, offset + (int) (from - column));
            }
        }

        @Override
        StoredMatrix sealed() {
            return new SlicedPacked(spec(), region());
        }
    }
}
