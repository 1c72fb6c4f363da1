package org.chiasma.tables.internal;

import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;

/** How a batch of matrices is read. */
public record MxReadOptions(
        @Parameter(description = "Whether the last matrix has to be ended by a line END")
        LastEnd end,

        @Parameter(description = "Whether NaN, Inf and -Inf are numbers")
        NonFinite nonfinite,

        @Parameter(description = "How entries are stored") ElementType type,

        @Parameter(description = "Most bytes that a compressed file may decompress to", value = "BYTES")
        long maxBytes) {
    /** Every matrix ended, every number finite. */
    public static final MxReadOptions DEFAULTS =
            new MxReadOptions(LastEnd.REQUIRED, NonFinite.REFUSE, ElementType.FLOAT64, DelimitedReadOptions.MOST_BYTES);

    /** Checks the limit. */
    public MxReadOptions {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("--max-bytes: found " + maxBytes + ", expected at least 1");
        }
    }
}
