package org.chiasma.bus.internal.storage;

import java.util.Objects;
import org.chiasma.api.matrix.MatrixSpec;

/** A draft whose entries all lie in one region, in blocks that are checked here and written by the layout. */
abstract class RegionDraft extends StoredDraft {
    private final Region region;
    private final Entries entries;

    RegionDraft(MatrixSpec spec, Region region) {
        super(spec);
        this.region = region;
        this.entries = Entries.of(region, spec.elementType());
    }

    @Override
    public final void writeBlock(
            long row, long column, int height, int width, double[] source, int offset, int stride) {
        checkOpen();
        Blocks.check(spec(), row, column, height, width);
        Objects.checkFromIndexSize(offset, height == 0 ? 0 : (height - 1) * stride + width, source.length);
        for (int i = 0; i < height; i++) {
            writeRun(entries, row + i, column, width, source, offset + i * stride);
        }
    }

    /** Writes {@code width} entries of one row from {@code column} on, as far as the layout stores them. */
    abstract void writeRun(Entries entries, long row, long column, int width, double[] source, int offset);

    /** Where the entries are. */
    final Region region() {
        return region;
    }

    @Override
    final void discard() {
        region.discard();
    }
}
