package org.chiasma.genomics.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.alignment.AlignmentOptions;
import org.chiasma.genomics.internal.bgzf.EndMarker;

/** How a CRAM file is read. */
public record CramReadOptions(
        @Parameter(description = "Bins, rows and filters") AlignmentOptions alignment,

        @Parameter(description = "FASTA file that the reads are compressed against", value = "FILE")
        Optional<Path> reference,

        @Parameter(description = "A file without the container that ends it, which was cut short")
        EndMarker eof) {
    /** No reference; every whole file of version 3 has an end marker. */
    public static final CramReadOptions DEFAULTS =
            new CramReadOptions(AlignmentOptions.DEFAULTS, Optional.empty(), EndMarker.REFUSE);
}
