package org.chiasma.genomics.internal.genotype;

import java.nio.file.Path;
import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.variant.GenotypeOptions;

/** How PLINK files are read. */
public record PlinkReadOptions(
        GenotypeOptions genotypes,

        @Parameter(description = "File of the variants; beside the .bed when it is not given", value = "FILE")
        Optional<Path> bim,

        @Parameter(description = "File of the samples; beside the .bed when it is not given", value = "FILE")
        Optional<Path> fam,

        @Parameter(description = "What samples are called: IID, or FID_IID where that alone is not unique")
        SampleNames sampleNames) {
    /** All variants of all samples, with the files beside. */
    public static final PlinkReadOptions DEFAULTS =
            new PlinkReadOptions(GenotypeOptions.DEFAULTS, Optional.empty(), Optional.empty(), SampleNames.INDIVIDUAL);
}
