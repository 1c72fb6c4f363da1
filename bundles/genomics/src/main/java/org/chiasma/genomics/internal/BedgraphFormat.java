package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.genomics.internal.signal.BedgraphReadOptions;
import org.chiasma.genomics.internal.signal.BedgraphWriteOptions;
import org.chiasma.genomics.internal.signal.BedgraphWriter;
import org.chiasma.genomics.internal.signal.IntervalTrackReader;
import org.chiasma.genomics.internal.signal.MatrixBins;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** bedGraph: one value for each of disjoint intervals. */
@Component(service = MatrixFormat.class)
@Format(
        name = "bedgraph",
        extensions = {"bedgraph", "bedgraph.gz", "bg", "bg.gz", "bdg", "bdg.gz"},
        summary = "bedGraph values in bins; one row",
        readOptions = BedgraphReadOptions.class,
        writeOptions = BedgraphWriteOptions.class)
public final class BedgraphFormat implements MatrixFormat<BedgraphReadOptions, BedgraphWriteOptions> {
    private static final String FAMILY = "BEDGRAPH";

    private final MatrixFiles files;

    /**
     * Ready to read.
     *
     * @param files reads matrices whose axes are bins
     */
    @Activate
    public BedgraphFormat(@Reference MatrixFiles files) {
        this.files = files;
    }

    /** True for a first line {@code track type=bedGraph}. */
    @Override
    public boolean recognises(byte[] head) {
        return IntervalTrackReader.isTrackLine(head, "bedgraph");
    }

    @Override
    public Matrix read(Path file, String part, BedgraphReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals(FAMILY, file);
        refusals.refusePart(part);
        return IntervalTrackReader.of(refusals, options, new MatrixBins(files, store), progress)
                .read(store);
    }

    @Override
    public void write(Matrix matrix, Path file, BedgraphWriteOptions options, Progress progress) throws IOException {
        new BedgraphWriter(new Refusals(FAMILY, file), options, progress).write(matrix);
    }
}
