package org.chiasma.tables.internal;

import org.chiasma.api.parameter.Parameter;

/** How a batch of matrices is written. */
public record MxWriteOptions(
        @Parameter(description = "Whether NaN, Inf and -Inf are written; most readers refuse them")
        NonFinite nonfinite) {
    /** Finite numbers only. */
    public static final MxWriteOptions DEFAULTS = new MxWriteOptions(NonFinite.REFUSE);
}
