package org.chiasma.tables.internal;

import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;

/** How a GCT file is read. */
public record GctReadOptions(
        @Parameter(description = "Whether Inf and -Inf are numbers")
        NonFinite infinite,

        @Parameter(description = "How entries are stored") ElementType type,

        @Parameter(description = "What the rows are, in the plural", value = "NAME")
        String rows,

        @Parameter(description = "What the columns are, in the plural", value = "NAME")
        String columns,

        @Parameter(description = "Most bytes that a compressed file may decompress to", value = "BYTES")
        long maxBytes) {
    /** Finite float64 numbers, genes by samples. */
    public static final GctReadOptions DEFAULTS = new GctReadOptions(
            NonFinite.REFUSE, ElementType.FLOAT64, "genes", "samples", DelimitedReadOptions.MOST_BYTES);

    /** Checks the limit. */
    public GctReadOptions {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("--max-bytes: found " + maxBytes + ", expected at least 1");
        }
    }
}
