package org.chiasma.genomics.internal.hdf5;

import java.util.Optional;
import org.chiasma.api.parameter.Parameter;

/** How a loom file is read. */
public record LoomReadOptions(
        @Parameter(
                description = "The row attribute that labels the genes; without it, Gene, GeneName or Accession",
                value = "NAME")
        Optional<String> rowLabel,

        @Parameter(
                description = "The column attribute that labels the cells; without it, CellID, Cell or obs_names",
                value = "NAME")
        Optional<String> columnLabel,

        @Parameter(description = "What to do with labels that occur twice")
        LabelPolicy duplicates) {
    /** The usual attributes. */
    public static final LoomReadOptions DEFAULTS =
            new LoomReadOptions(Optional.empty(), Optional.empty(), LabelPolicy.REFUSE);
}
