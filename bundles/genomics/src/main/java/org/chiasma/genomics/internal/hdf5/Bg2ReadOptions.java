package org.chiasma.genomics.internal.hdf5;

import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;

/** How a contact map is read from text. */
public record Bg2ReadOptions(
        @Parameter(description = "How entries are stored") ElementType type,

        @Parameter(description = "Most bytes that a compressed file may decompress to", value = "BYTES")
        long maxBytes) {
    /** Double precision. */
    public static final Bg2ReadOptions DEFAULTS = new Bg2ReadOptions(ElementType.FLOAT64, 1L << 40);

    /** Checks the limit. */
    public Bg2ReadOptions {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("--max-bytes: found " + maxBytes + ", expected at least 1");
        }
    }
}
