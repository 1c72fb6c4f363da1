package org.chiasma.genomics.internal.signal;

import java.util.Optional;
import org.chiasma.api.parameter.Parameter;

/** How a bedGraph file is written. */
public record BedgraphWriteOptions(
        @Parameter(description = "Label of the row to write; needed if there are several", value = "NAME")
        Optional<String> row) {
    /** The only row. */
    public static final BedgraphWriteOptions DEFAULTS = new BedgraphWriteOptions(Optional.empty());
}
