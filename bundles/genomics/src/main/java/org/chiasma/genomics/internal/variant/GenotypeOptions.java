package org.chiasma.genomics.internal.variant;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.coordinate.ContigAlias;

/** Reading options that all genotype formats share. */
public record GenotypeOptions(
        @Parameter(description = "What the rows are; the columns are the other")
        RowAxis rows,

        @Parameter(
                description = "Variants that overlap these regions, several between semicolons; from 1 with both ends",
                value = "CONTIG[:FIRST-LAST]")
        Optional<String> region,

        @Parameter(description = "BED file of regions, from 0 without the end", value = "FILE")
        Optional<Path> regionsFile,

        @Parameter(description = "auto: chr1 in one file is 1 in another, and chrM is MT")
        ContigAlias contigAlias,

        @Parameter(
                description =
                        "Samples to read, between commas, in the order wanted; ^ before the first leaves them out",
                value = "NAMES")
        Optional<String> samples,

        @Parameter(
                description = "File with a sample on each line, in the order wanted; ^ before its name leaves them out",
                value = "FILE")
        Optional<String> samplesFile,

        @Parameter(description = "Least frequency of the rarer allele among the samples read")
        double minMaf,

        @Parameter(description = "Most missing genotypes of a variant, as a fraction of the samples read")
        double maxMissing,

        @Parameter(description = "What becomes of a missing genotype")
        MissingGenotypes missing,

        @Parameter(description = "When contig, position and alleles occur twice")
        DuplicateVariants duplicates,

        @Parameter(description = "How entries are stored") ElementType type) {
    /** All variants of all samples, samples x variants. */
    public static final GenotypeOptions DEFAULTS = new GenotypeOptions(
            RowAxis.SAMPLES,
            Optional.empty(),
            Optional.empty(),
            ContigAlias.NONE,
            Optional.empty(),
            Optional.empty(),
            0,
            1,
            MissingGenotypes.NAN,
            DuplicateVariants.REFUSE,
            ElementType.FLOAT32);

    /** Checks the fractions. */
    public GenotypeOptions {
        if (!(minMaf >= 0 && minMaf <= 0.5)) {
            throw new IllegalArgumentException("--min-maf: found " + minMaf + ", expected a fraction from 0 to 0.5");
        }
        if (!(maxMissing >= 0 && maxMissing <= 1)) {
            throw new IllegalArgumentException(
                    "--max-missing: found " + maxMissing + ", expected a fraction from 0 to 1");
        }
    }
}
