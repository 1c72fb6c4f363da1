package org.chiasma.genomics.internal;

import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.relationship.DosageAxes;
import org.chiasma.genomics.internal.relationship.RelationshipScale;

/**
 * Parameters of {@code genomics:grm}.
 *
 * @param genotypes dosages
 * @param rows which axis has the samples
 * @param scale what dosages are divided by
 * @param minMaf least frequency of the rarer allele
 */
public record GrmParameters(
        @Parameter(
                position = 0,
                value = "GENOTYPES",
                description = "Dosages, samples x variants or the other way round; missing where NaN.")
        MatrixReference genotypes,

        @Parameter(description = "What the rows are; auto goes by the names of the axes.")
        DosageAxes rows,

        @Parameter(
                description = "variant: each variant by its own standard deviation, as PLINK and GCTA do; pooled: the "
                        + "sum by the sum of all variances (VanRaden).")
        RelationshipScale scale,

        @Parameter(value = "F", description = "Leave out variants whose rarer allele is rarer, 0 to 0.5.")
        double minMaf) {
    /** All variants, each by its own standard deviation. */
    public static final GrmParameters DEFAULTS =
            new GrmParameters(MatrixReference.REQUIRED, DosageAxes.AUTO, RelationshipScale.VARIANT, 0);

    /** Checks the frequency. */
    public GrmParameters {
        if (!(minMaf >= 0 && minMaf <= 0.5)) {
            throw new IllegalArgumentException("--min-maf: found " + minMaf + ", expected a frequency from 0 to 0.5");
        }
    }
}
