package org.chiasma.genomics.internal;

import org.chiasma.api.Progress;
import org.chiasma.api.format.Format;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.signal.IntervalTrackReader;
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
public final class BroadPeakFormat extends IntervalTrackFormat<PeakReadOptions, NoParameters> {
    /**
     * Ready to read.
     *
     * @param files reads matrices whose axes are bins
     */
    @Activate
    public BroadPeakFormat(@Reference MatrixFiles files) {
        super("broadpeak", files);
    }

    @Override
    IntervalTrackReader reader(
            Refusals refusals, PeakReadOptions options, BinsOption.AxisSource axes, Progress progress) {
        return IntervalTrackReader.of(refusals, options, axes, progress);
    }
}
