package org.chiasma.genomics.internal.hdf5;

import org.chiasma.api.parameter.Parameter;

/** How a GCTX file is read. */
public record GctxReadOptions(
        @Parameter(description = "What the rows are, in the plural", value = "NAME")
        String rows,

        @Parameter(description = "What the columns are, in the plural", value = "NAME")
        String columns,

        @Parameter(description = "What to do with labels that occur twice")
        LabelPolicy duplicates) {
    /** Genes by samples, unique labels. */
    public static final GctxReadOptions DEFAULTS = new GctxReadOptions("genes", "samples", LabelPolicy.REFUSE);
}
