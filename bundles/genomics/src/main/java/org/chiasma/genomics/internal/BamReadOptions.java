package org.chiasma.genomics.internal;

import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.alignment.AlignmentOptions;
import org.chiasma.genomics.internal.bgzf.EndMarker;

/** How a BAM file is read. */
public record BamReadOptions(
        @Parameter(description = "Bins, rows and filters") AlignmentOptions alignment,

        @Parameter(description = "A file without the block that ends it, which may be cut short")
        EndMarker eof) {
    /** Old files have no end marker: it is noted. */
    public static final BamReadOptions DEFAULTS = new BamReadOptions(AlignmentOptions.DEFAULTS, EndMarker.WARN);
}
