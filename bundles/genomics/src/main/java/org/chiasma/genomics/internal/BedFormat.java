package org.chiasma.genomics.internal;

import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.signal.BedReadOptions;
import org.chiasma.genomics.internal.signal.IntervalTrackReader;
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
public final class BedFormat extends IntervalTrackFormat<BedReadOptions, NoParameters> {
    /**
     * Ready to read.
     *
     * @param files reads matrices whose axes are bins
     */
    @Activate
    public BedFormat(@Reference MatrixFiles files) {
        super("bed", files);
    }

    @Override
    IntervalTrackReader reader(
            Refusals refusals, BedReadOptions options, BinsOption.AxisSource axes, Progress progress) {
        return IntervalTrackReader.of(refusals, options, axes, progress);
    }
}
