package org.chiasma.tables.internal;

import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;

/** How a MatrixMarket file is read. */
public record MtxReadOptions(
        @Parameter(description = "What entries are that the file does not list: zero, or missing")
        AbsentEntries absent,

        @Parameter(description = "What to do when an entry is listed twice")
        RepeatedEntries duplicates,

        @Parameter(
                description =
                        "auto: labels from features.tsv (or genes.tsv) and barcodes.tsv beside the file, as 10x writes them")
        SideLabels labels,

        @Parameter(description = "How entries are stored") ElementType type,

        @Parameter(description = "What the rows are, in the plural; features with labels from beside", value = "NAME")
        String rows,

        @Parameter(
                description = "What the columns are, in the plural; barcodes with labels from beside",
                value = "NAME")
        String columns,

        @Parameter(description = "Most bytes that a compressed file may grow to", value = "BYTES")
        long maxBytes) {
    /** Absent entries are zero. */
    public static final MtxReadOptions DEFAULTS = new MtxReadOptions(
            AbsentEntries.ZERO,
            RepeatedEntries.REFUSE,
            SideLabels.AUTO,
            ElementType.FLOAT64,
            "rows",
            "columns",
            1L << 36);
}
