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

/** ENCODE narrow peaks: BED6+4. */
@Component(service = MatrixFormat.class)
@Format(
        name = "narrowpeak",
        extensions = {"narrowpeak", "narrowpeak.gz"},
        summary = "ENCODE narrow peaks in bins; one row",
        readOptions = PeakReadOptions.class,
        writeOptions = NoParameters.class,
        writeInstead = "bedgraph or tsv")
public final class NarrowPeakFormat extends IntervalTrackFormat<PeakReadOptions, NoParameters> {
    /**
     * Ready to read.
     *
     * @param files reads matrices whose axes are bins
     */
    @Activate
    public NarrowPeakFormat(@Reference MatrixFiles files) {
        super("narrowpeak", files);
    }

    @Override
    IntervalTrackReader reader(
            Refusals refusals, PeakReadOptions options, BinsOption.AxisSource axes, Progress progress) {
        return IntervalTrackReader.of(refusals, options, axes, progress);
    }
}
