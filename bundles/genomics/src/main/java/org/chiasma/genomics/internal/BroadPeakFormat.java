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
import org.chiasma.genomics.internal.signal.IntervalTrackReader;
import org.chiasma.genomics.internal.signal.MatrixBins;
import org.chiasma.genomics.internal.signal.PeakReadOptions;
import org.chiasma.text.Refusals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** ENCODE broad peaks: BED6+3. */
@Component(service = MatrixFormat.class)
@Format(
        name = "broadpeak",
        extensions = {"broadpeak", "broadpeak.gz"},
        summary = "ENCODE broad peaks in bins; one row",
        readOptions = PeakReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "bedgraph or tsv")
public final class BroadPeakFormat implements MatrixFormat<PeakReadOptions, NoParameters> {
    private static final String FAMILY = "BROADPEAK";

    private final MatrixFiles files;

    /**
     * Ready to read.
     *
     * @param files reads matrices whose axes are bins
     */
    @Activate
    public BroadPeakFormat(@Reference MatrixFiles files) {
        this.files = files;
    }

    /** True for a first line {@code track type=broadpeak}. */
    @Override
    public boolean recognises(byte[] head) {
        return IntervalTrackReader.isTrackLine(head, "broadpeak");
    }

    @Override
    public Matrix read(Path file, String part, PeakReadOptions options, MatrixStore store, Progress progress)
            throws IOException {
        Refusals refusals = new Refusals(FAMILY, file);
        refusals.refusePart(part);
        return IntervalTrackReader.of(refusals, options, new MatrixBins(files, store), progress)
                .read(store);
    }
}
