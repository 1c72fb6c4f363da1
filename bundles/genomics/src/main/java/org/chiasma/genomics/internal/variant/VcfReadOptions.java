package org.chiasma.genomics.internal.variant;

import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.bgzf.EndMarker;

/** How a VCF file is read. */
public record VcfReadOptions(
        GenotypeOptions genotypes,

        @Parameter(description = "Which field dosages come from: called genotypes, dosages, or genotype probabilities")
        GenotypeField field,

        @Parameter(description = "What a genotype with one missing allele is, as in 0/.")
        HalfCalls halfCall,

        @Parameter(
                description =
                        "What a genotype of one allele is, as on X, Y and MT: single counts 0 or 1, double 0 or 2")
        HaploidCalls haploid,

        @Parameter(description = "What becomes of a site with several alternate alleles")
        MultiallelicSites multiallelic,

        @Parameter(description = "Which variants are read, by their alleles")
        VariantKinds variants,

        @Parameter(description = "Least QUAL; a record without one is then left out", value = "X")
        Optional<Double> minQual,

        @Parameter(
                description =
                        "FILTER names, between commas, of which a record must have one; . is a record that was not filtered",
                value = "NAMES")
        Optional<String> filter,

        @Parameter(description = "What a position before the last one means: a warning, or the end")
        Disorder order,

        @Parameter(description = "What the lack of the empty block at the end of a BGZF file means")
        EndMarker eof) {
    /** Called genotypes of every record. */
    public static final VcfReadOptions DEFAULTS = new VcfReadOptions(
            GenotypeOptions.DEFAULTS,
            GenotypeField.GT,
            HalfCalls.MISSING,
            HaploidCalls.REFUSE,
            MultiallelicSites.SPLIT,
            VariantKinds.ALL,
            Optional.empty(),
            Optional.empty(),
            Disorder.WARN,
            EndMarker.REFUSE);
}
