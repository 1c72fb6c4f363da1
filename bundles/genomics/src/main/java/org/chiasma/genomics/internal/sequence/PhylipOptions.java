package org.chiasma.genomics.internal.sequence;

import org.chiasma.api.parameter.Parameter;

/** How PHYLIP files are read. */
public record PhylipOptions(
        SequenceOptions sequences,

        @Parameter(
                description =
                        "sequential: one sequence after the other; interleaved: blocks with a line of each; auto: "
                                + "what fits the counts of the first line")
        PhylipLayout layout,

        @Parameter(
                description =
                        "strict: the first 10 characters are the name; relaxed: what precedes the first blank; auto: "
                                + "what fits the counts of the first line")
        PhylipNames names) {
    /** Layout and names found out from the file. */
    public static final PhylipOptions DEFAULTS =
            new PhylipOptions(SequenceOptions.DEFAULTS, PhylipLayout.AUTO, PhylipNames.AUTO);
}
