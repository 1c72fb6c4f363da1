package org.chiasma.genomics.internal.contact;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.coordinate.ContigAlias;

/** How a list of contacts is binned. */
public record PairsReadOptions(
        @Parameter(
                description = "Size of the bins in bases, such as 1000, 10k or 1M, or a BED file of them; required",
                value = "SIZE|FILE")
        Optional<String> bins,

        @Parameter(
                description =
                        "What the columns are, in their order, with - for one to be passed over: chr1, pos1, chr2, pos2, "
                                + "strand1, strand2 and any other name; required when the file does not tell",
                value = "NAMES")
        Optional<String> columns,

        @Parameter(
                description =
                        "File of contig lengths: names and lengths between tabs, as chrom.sizes and .fai files have",
                value = "FILE")
        Optional<Path> genome,

        @Parameter(
                description = "The bins that overlap these regions, several between semicolons; from 1 with both ends",
                value = "CONTIG[:FIRST-LAST]")
        Optional<String> region,

        @Parameter(description = "auto: chr1 in one file is 1 in another, and chrM is MT")
        ContigAlias contigAlias,

        @Parameter(description = "Least distance in bases of a pair inside one contig", value = "BASES")
        long minDistance,

        @Parameter(description = "How entries are stored") ElementType type) {
    /** All contacts, once bins are given. */
    public static final PairsReadOptions DEFAULTS = new PairsReadOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ContigAlias.NONE,
            0,
            ElementType.FLOAT64);

    /** Checks the bins and the distance. */
    public PairsReadOptions {
        bins.ifPresent(BinsOption::parse);
        if (minDistance < 0) {
            throw new IllegalArgumentException(
                    "--min-distance: found " + minDistance + ", expected a number of bases from 0");
        }
    }
}
