package org.chiasma.genomics.internal.genotype;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.variant.GenotypeOptions;

/** How a BGEN file is read. */
public record BgenReadOptions(
        GenotypeOptions genotypes,

        @Parameter(description = "The allele that is counted; the other is the reference")
        CountedAllele counted,

        @Parameter(description = "What becomes of a variant that has not exactly two alleles")
        OtherAlleleCounts multiallelic,

        @Parameter(
                description =
                        "Oxford .sample file with the names; without it those in the file, or the .sample beside it",
                value = "FILE")
        Optional<Path> oxfordSamples) {
    /** All variants of all samples by the names in the file. */
    public static final BgenReadOptions DEFAULTS = new BgenReadOptions(
            GenotypeOptions.DEFAULTS, CountedAllele.SECOND, OtherAlleleCounts.REFUSE, Optional.empty());
}
