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

/** ENCODE narrow peaks: BED6+4. */
@Component(service = MatrixFormat.class)
@Format(
        name = "narrowpeak",
        extensions = {"narrowpeak", "narrowpeak.gz"},
        summary = "ENCODE narrow peaks in bins; one row",
        readOptions = PeakReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "bedgraph or tsv")
public final class NarrowPeakFormat implements MatrixFormat<PeakReadOptions, NoParameters> {
    private static final String FAMILY = "NARROWPEAK";

    private final MatrixFiles files;

    /**
     * Ready to read.
     *
     * @param files reads matrices whose axes are bins
     */
    @Activate
    public NarrowPeakFormat(@Reference MatrixFiles files) {
        this.files = files;
    }

    /** True for a first line {@code track type=narrowpeak}. */
    @Override
    public boolean recognises(byte[] head) {
        return IntervalTrackReader.isTrackLine(head, "narrowpeak");
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
