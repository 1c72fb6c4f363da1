package org.chiasma.genomics.internal.signal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.parameter.Parameter;

/** How a BED file is read. */
public record BedReadOptions(
        SignalOptions signal,

        @Parameter(description = "The value of an interval") BedColumn column,

        @Parameter(description = "Where an interval lies") Placement placement,

        @Parameter(description = "Contigs and their lengths: chrom.sizes or a FASTA index", value = "FILE")
        Optional<Path> genome) {
    /** Mean depth. */
    public static final BedReadOptions DEFAULTS =
            new BedReadOptions(SignalOptions.DEFAULTS, BedColumn.DEPTH, Placement.BASES, Optional.empty());
}
