package org.chiasma.genomics.internal.sequence;

/** How the lines of a PHYLIP file follow each other. */
public enum PhylipLayout {
    /** Either of the others. */
    AUTO,
    /** All lines of one sequence, then all lines of the next. */
    SEQUENTIAL,
    /** Blocks with one line of each sequence; names in the first block only. */
    INTERLEAVED
}
