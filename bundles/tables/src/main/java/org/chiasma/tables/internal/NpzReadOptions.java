package org.chiasma.tables.internal;

import org.chiasma.api.parameter.Parameter;

/** How an array of a NumPy archive is read. */
public record NpzReadOptions(
        NpyReadOptions array,

        @Parameter(description = "Most bytes that a compressed array may grow to", value = "BYTES")
        long maxBytes) {
    /** The defaults of arrays. */
    public static final NpzReadOptions DEFAULTS = new NpzReadOptions(NpyReadOptions.DEFAULTS, 1L << 36);
}
