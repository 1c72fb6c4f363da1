package org.chiasma.genomics.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.signal.BedgraphReadOptions;
import org.chiasma.genomics.internal.signal.BedgraphWriteOptions;
import org.chiasma.genomics.internal.signal.BedgraphWriter;
import org.chiasma.genomics.internal.signal.IntervalTrackReader;
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
public final class BedgraphFormat extends IntervalTrackFormat<BedgraphReadOptions, BedgraphWriteOptions> {
    /**
     * Ready to read.
     *
     * @param files reads matrices whose axes are bins
     */
    @Activate
    public BedgraphFormat(@Reference MatrixFiles files) {
        super("bedgraph", files);
    }

    @Override
    IntervalTrackReader reader(
            Refusals refusals, BedgraphReadOptions options, BinsOption.AxisSource axes, Progress progress) {
        return IntervalTrackReader.of(refusals, options, axes, progress);
    }

    @Override
    public void write(Matrix matrix, Path file, BedgraphWriteOptions options, Progress progress) throws IOException {
        new BedgraphWriter(refusals(file), options, progress).write(matrix);
    }
}
