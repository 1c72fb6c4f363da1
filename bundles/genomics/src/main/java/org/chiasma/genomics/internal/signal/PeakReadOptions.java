package org.chiasma.genomics.internal.signal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.parameter.Parameter;

/** How a file of ENCODE peaks is read. */
public record PeakReadOptions(
        SignalOptions signal,

        @Parameter(description = "The value of a peak") PeakColumn column,

        @Parameter(description = "Where a peak lies") Placement placement,

        @Parameter(description = "Contigs and their lengths: chrom.sizes or a FASTA index", value = "FILE")
        Optional<Path> genome) {
    /** Mean signal over all bases. */
    public static final PeakReadOptions DEFAULTS =
            new PeakReadOptions(SignalOptions.DEFAULTS, PeakColumn.SIGNALVALUE, Placement.BASES, Optional.empty());
}
