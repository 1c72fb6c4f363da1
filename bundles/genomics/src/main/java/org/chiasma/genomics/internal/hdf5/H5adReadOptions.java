package org.chiasma.genomics.internal.hdf5;

import org.chiasma.api.parameter.Parameter;

/** How an AnnData file is read. */
public record H5adReadOptions(
        @Parameter(description = "What to do with labels that occur twice")
        LabelPolicy duplicates) {
    /** Unique labels. */
    public static final H5adReadOptions DEFAULTS = new H5adReadOptions(LabelPolicy.REFUSE);
}
