package org.chiasma.genomics.internal.signal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.parameter.Parameter;

/** How a bedGraph file is read. */
public record BedgraphReadOptions(
        SignalOptions signal,

        @Parameter(description = "Contigs and their lengths: chrom.sizes or a FASTA index", value = "FILE")
        Optional<Path> genome) {
    /** Means over the bases that have a value. */
    public static final BedgraphReadOptions DEFAULTS =
            new BedgraphReadOptions(SignalOptions.OVER_VALUES, Optional.empty());
}
