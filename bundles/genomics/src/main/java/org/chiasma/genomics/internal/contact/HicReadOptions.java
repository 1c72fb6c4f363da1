package org.chiasma.genomics.internal.contact;

import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.coordinate.ContigAlias;

/** How a .hic file is read. */
public record HicReadOptions(
        @Parameter(description = "Size of a bin in bases; may be left out when the file has one only", value = "BASES")
        Optional<Integer> resolution,

        @Parameter(description = "Which vectors of the file the counts are divided by")
        HicNormalization normalization,

        @Parameter(
                description =
                        "The bins that overlap this region, from 1 with both ends; all contigs when it is not given",
                value = "CONTIG[:FIRST-LAST]")
        Optional<String> region,

        @Parameter(
                description = "The columns, when they are another region than the rows",
                value = "CONTIG[:FIRST-LAST]")
        Optional<String> region2,

        @Parameter(description = "auto: chr1 in one file is 1 in another, and chrM is MT")
        ContigAlias contigAlias,

        @Parameter(description = "How entries are stored") ElementType type) {
    /** Counts of the whole genome. */
    public static final HicReadOptions DEFAULTS = new HicReadOptions(
            Optional.empty(),
            HicNormalization.NONE,
            Optional.empty(),
            Optional.empty(),
            ContigAlias.NONE,
            ElementType.FLOAT64);

    /** Checks that a second region comes with a first. */
    public HicReadOptions {
        if (resolution.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "--resolution: found " + resolution.orElseThrow() + ", expected a number of bases");
        }
        if (region2.isPresent() && region.isEmpty()) {
            throw new UsageException(
                    "E-FLAG-CONFLICT", "--region2: found without --region, expected both; give the rows as region");
        }
    }
}
