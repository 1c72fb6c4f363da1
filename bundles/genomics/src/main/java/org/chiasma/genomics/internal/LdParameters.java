package org.chiasma.genomics.internal;

import java.util.Optional;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.relationship.CorrelationMeasure;
import org.chiasma.genomics.internal.relationship.DosageAxes;

/**
 * Parameters of {@code genomics:ld}.
 *
 * @param genotypes dosages
 * @param rows which axis has the samples
 * @param measure what is told of a pair
 * @param minMaf least frequency of the rarer allele
 * @param windowVariants widest distance in variants
 * @param windowBases widest distance in bases
 */
public record LdParameters(
        @Parameter(
                position = 0,
                value = "GENOTYPES",
                description = "Dosages, samples x variants or the other way round; missing where NaN.")
        MatrixReference genotypes,

        @Parameter(description = "What the rows are; auto goes by the names of the axes.")
        DosageAxes rows,

        @Parameter(description = "r: the correlation with its sign; r2: its square.")
        CorrelationMeasure measure,

        @Parameter(value = "F", description = "Leave out variants whose rarer allele is rarer, 0 to 0.5.")
        double minMaf,

        @Parameter(
                value = "K",
                description =
                        "Only pairs at most K variants apart; the result is sparse. All pairs when no window is given.")
        Optional<Integer> windowVariants,

        @Parameter(
                value = "BASES",
                description = "Only pairs on one contig at most so many bases apart; the result is sparse.")
        Optional<Long> windowBases) {
    /** All pairs, with sign. */
    public static final LdParameters DEFAULTS = new LdParameters(
            MatrixReference.REQUIRED, DosageAxes.AUTO, CorrelationMeasure.R, 0, Optional.empty(), Optional.empty());

    /** Checks the frequency and the window. */
    public LdParameters {
        if (!(minMaf >= 0 && minMaf <= 0.5)) {
            throw new IllegalArgumentException("--min-maf: found " + minMaf + ", expected a frequency from 0 to 0.5");
        }
        if (windowVariants.isPresent() && windowBases.isPresent()) {
            throw new UsageException(
                    "E-FLAG-CONFLICT",
                    "--window-variants and --window-bases: found both, expected one window, leave one out");
        }
        if (windowVariants.orElse(1) < 1 || windowBases.orElse(1L) < 1) {
            throw new IllegalArgumentException(
                    "--window-variants, --window-bases: found less than 1, expected at least 1");
        }
    }
}
