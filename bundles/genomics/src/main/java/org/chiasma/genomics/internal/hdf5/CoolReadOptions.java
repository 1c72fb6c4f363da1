package org.chiasma.genomics.internal.hdf5;

import java.util.Optional;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.coordinate.ContigAlias;

/** How a contact map is read. */
public record CoolReadOptions(
        @Parameter(
                description = "Bins that overlap these regions, several between semicolons; from 1 with both ends",
                value = "CONTIG[:FIRST-LAST]")
        Optional<String> region,

        @Parameter(description = "auto: chr1 in the region is 1 in the file, and chrM is MT")
        ContigAlias contigAlias,

        @Parameter(
                description =
                        "Whether counts are balanced: auto as cooler does, none, multiply or divide by the weights "
                                + "of both bins")
        Balancing weights,

        @Parameter(description = "The column of the bins with the weights; weight if it is not given", value = "NAME")
        Optional<String> weightColumn,

        @Parameter(description = "How entries are stored") ElementType type) {
    /** Everything, balanced where the file has weights. */
    public static final CoolReadOptions DEFAULTS = new CoolReadOptions(
            Optional.empty(), ContigAlias.NONE, Balancing.AUTO, Optional.empty(), ElementType.FLOAT64);
}
