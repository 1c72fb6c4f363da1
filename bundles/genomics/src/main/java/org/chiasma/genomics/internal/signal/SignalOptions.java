package org.chiasma.genomics.internal.signal;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.coordinate.BinsOption;
import org.chiasma.genomics.internal.coordinate.ContigAlias;

/** Reading options that all signal formats share. */
public record SignalOptions(
        @Parameter(
                description =
                        "The columns: a size in bases (1000, 10k, 1M), a BED file, a GTF or GFF3 file of genes, or a "
                                + "matrix whose columns or rows are bins; required",
                value = "SIZE|FILE")
        String bins,

        @Parameter(description = "Rows of the matrix: each bin is cut into so many equal parts")
        int subBins,

        @Parameter(description = "What becomes of the values of a bin's bases")
        Statistic statistic,

        @Parameter(description = "What a base without a value is")
        Absent absent,

        @Parameter(
                description = "Bins that overlap these regions, several between semicolons; from 1 with both ends",
                value = "CONTIG[:FIRST-LAST]")
        Optional<String> region,

        @Parameter(description = "BED file of regions, from 0 without the end", value = "FILE")
        Optional<Path> regionsFile,

        @Parameter(description = "auto: chr1 in one file is 1 in another, and chrM is MT")
        ContigAlias contigAlias,

        @Parameter(description = "Label of the row; the file's name without its ending when not given", value = "NAME")
        Optional<String> track,

        @Parameter(description = "How entries are stored") ElementType type) {
    /** Means over all bases of bins that are still to be named. */
    public static final SignalOptions DEFAULTS = new SignalOptions(
            "",
            1,
            Statistic.MEAN,
            Absent.ZERO,
            Optional.empty(),
            Optional.empty(),
            ContigAlias.NONE,
            Optional.empty(),
            ElementType.FLOAT64);

    /** Means over the bases that have a value. */
    static final SignalOptions OVER_VALUES = new SignalOptions(
            "",
            1,
            Statistic.MEAN,
            Absent.MISSING,
            Optional.empty(),
            Optional.empty(),
            ContigAlias.NONE,
            Optional.empty(),
            ElementType.FLOAT64);

    /** Checks the bins and the number of parts. */
    public SignalOptions {
        BinsOption.parse(bins);
        if (subBins < 1) {
            throw new IllegalArgumentException("--sub-bins: found " + subBins + ", expected at least 1");
        }
    }
}
