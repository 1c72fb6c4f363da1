package org.chiasma.genomics.internal.genotype;

import java.util.Optional;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.genomics.internal.variant.RowAxis;

/** How PLINK files are written. */
public record PlinkWriteOptions(
        @Parameter(description = "Which axis is which; by their names and metadata when it is not given")
        Optional<RowAxis> rows,

        @Parameter(description = "What becomes of a dosage that is not whole")
        DosageRounding round) {
    /** Whole dosages only. */
    public static final PlinkWriteOptions DEFAULTS = new PlinkWriteOptions(Optional.empty(), DosageRounding.REFUSE);
}
