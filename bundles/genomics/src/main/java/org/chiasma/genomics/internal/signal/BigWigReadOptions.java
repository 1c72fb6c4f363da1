package org.chiasma.genomics.internal.signal;

import org.chiasma.api.parameter.Parameter;

/** How a bigWig file is read. */
public record BigWigReadOptions(
        SignalOptions signal,

        @Parameter(description = "auto: read summaries of at most half the shortest bin, faster and less exact")
        Zoom zoom) {
    /** Means over the bases that have a value, from every value. */
    public static final BigWigReadOptions DEFAULTS = new BigWigReadOptions(SignalOptions.OVER_VALUES, Zoom.EXACT);
}
