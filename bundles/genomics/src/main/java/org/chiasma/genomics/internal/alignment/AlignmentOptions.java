package org.chiasma.genomics.internal.alignment;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.coordinate.ContigAlias;

/** Reading options that all formats of aligned reads share. */
public record AlignmentOptions(
        @Parameter(
                description = "Bins that become the columns: a size in bases (1000, 10k, 1M), or a BED file",
                value = "SIZE|FILE")
        Optional<String> bins,

        @Parameter(description = "Covered bases of each bin, mean depth, or reads that overlap it")
        BinValue value,

        @Parameter(description = "One row for the file, each strand, or each sample of the read groups")
        ReadRows rows,

        @Parameter(description = "Least mapping quality of a read")
        int minMapq,

        @Parameter(description = "Reads must have all of these flags", value = "FLAGS")
        String includeFlags,

        @Parameter(
                description = "Reads must have none of these flags; by default unmapped, secondary, failed, duplicate",
                value = "FLAGS")
        String excludeFlags,

        @Parameter(description = "Whether positions that a read deletes (D) or skips (N) are covered by it")
        Gaps gaps,

        @Parameter(
                description = "Bins that overlap these regions, several between semicolons; from 1 with both ends",
                value = "CONTIG[:FIRST-LAST]")
        Optional<String> region,

        @Parameter(description = "BED file of regions, from 0 without the end", value = "FILE")
        Optional<Path> regionsFile,

        @Parameter(description = "auto: chr1 in one file is 1 in another, and chrM is MT")
        ContigAlias contigAlias,

        @Parameter(description = "How entries are stored") ElementType type) {
    /** Coverage of the whole file, filtered as samtools depth and bedcov do; the bins are for the user to give. */
    public static final AlignmentOptions DEFAULTS = new AlignmentOptions(
            Optional.empty(),
            BinValue.COVERAGE,
            ReadRows.FILE,
            0,
            "0",
            "0x704",
            Gaps.COUNT,
            Optional.empty(),
            Optional.empty(),
            ContigAlias.NONE,
            ElementType.FLOAT32);

    private static final int MOST_MAPQ = 255;

    /** Checks the quality, the flags and the size of the bins. */
    public AlignmentOptions {
        if (minMapq < 0 || minMapq > MOST_MAPQ) {
            throw new IllegalArgumentException("--min-mapq: found " + minMapq + ", expected 0 to " + MOST_MAPQ);
        }
        ReadFlags.parse("include-flags", includeFlags);
        ReadFlags.parse("exclude-flags", excludeFlags);
        bins.ifPresent(BinsOption::parse);
    }

    int included() {
        return ReadFlags.parse("include-flags", includeFlags);
    }

    int excluded() {
        return ReadFlags.parse("exclude-flags", excludeFlags) | ReadFlags.UNMAPPED;
    }
}
