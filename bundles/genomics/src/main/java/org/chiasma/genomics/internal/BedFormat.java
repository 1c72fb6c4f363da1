package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.signal.BedReadOptions;
import org.chiasma.genomics.internal.signal.IntervalTrackReader;
import org.chiasma.genomics.internal.signal.MatrixBins;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Browser extensible data: intervals. */
@Component(service = MatrixFormat.class)
@Format(
        name = "bed",
        extensions = {"bed", "bed.gz"},
        summary = "BED intervals in bins: depth, counts, coverage or scores; one row",
        readOptions = BedReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "bedgraph or tsv")
public final class BedFormat implements MatrixFormat<BedReadOptions, NoParameters> {
    private static final String FAMILY = "BED";

    private final MatrixFiles files;

    /**
     * Ready to read.
     *
     * @param files reads matrices whose axes are bins
     */
    @Activate
    public BedFormat(@Reference MatrixFiles files) {
        this.files = files;
    }

    /** True for a first line {@code track type=bed}. */
    @Override
    public boolean recognises(byte[] head) {
        return IntervalTrackReader.isTrackLine(head, "bed");
    }

    @Override
    public Matrix read(Path file, String part, BedReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals(FAMILY, file);
        refusals.refusePart(part);
        return IntervalTrackReader.of(refusals, options, new MatrixBins(files, store), progress)
                .read(store);
    }
}
