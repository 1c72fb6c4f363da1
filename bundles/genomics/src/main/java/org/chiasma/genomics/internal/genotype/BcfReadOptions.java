package org.chiasma.genomics.internal.genotype;

import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.bgzf.EndMarker;
import org.chiasma.genomics.internal.variant.GenotypeField;
import org.chiasma.genomics.internal.variant.GenotypeOptions;
import org.chiasma.genomics.internal.variant.HalfCalls;
import org.chiasma.genomics.internal.variant.HaploidCalls;
import org.chiasma.genomics.internal.variant.MultiallelicSites;
import org.chiasma.genomics.internal.variant.VariantKinds;

/** How a BCF file is read. */
public record BcfReadOptions(
        GenotypeOptions genotypes,

        @Parameter(description = "What dosages are taken from: called genotypes, estimated dosages or probabilities")
        GenotypeField field,

        @Parameter(description = "What 0/. is") HalfCalls halfCall,

        @Parameter(description = "What becomes of a site with several alternate alleles")
        MultiallelicSites multiallelic,

        @Parameter(description = "Alleles of a sample", value = "NUMBER")
        int ploidy,

        @Parameter(description = "What a genotype of one allele counts among diploid ones")
        HaploidCalls haploid,

        @Parameter(description = "Least QUAL; a record without one is then left out", value = "X")
        Optional<Double> minQual,

        @Parameter(
                description =
                        "FILTER names, between commas, of which a record must have one; . is a record that was not filtered",
                value = "NAMES")
        Optional<String> filter,

        @Parameter(description = "Variants to read by their alleles")
        VariantKinds variants,

        @Parameter(description = "When the block that marks the end of the file is missing")
        EndMarker eof) {
    /** Called genotypes of diploid samples, a variant for each alternate allele. */
    public static final BcfReadOptions DEFAULTS = new BcfReadOptions(
            GenotypeOptions.DEFAULTS,
            GenotypeField.GT,
            HalfCalls.MISSING,
            MultiallelicSites.SPLIT,
            2,
            HaploidCalls.REFUSE,
            Optional.empty(),
            Optional.empty(),
            VariantKinds.ALL,
            EndMarker.REFUSE);

    /** Most alleles of a sample whose dosages fit a byte. */
    private static final int MOST_ALLELES = 127;

    /** Checks the numbers. */
    public BcfReadOptions {
        if (ploidy < 1 || ploidy > MOST_ALLELES) {
            throw new IllegalArgumentException(
                    "--ploidy: found " + ploidy + ", expected a number from 1 to " + MOST_ALLELES);
        }
    }
}
