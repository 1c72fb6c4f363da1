package org.chiasma.genomics.internal.sequence;

/** Where a name ends in a PHYLIP file. */
public enum PhylipNames {
    /** Either of the others. */
    AUTO,
    /** After the tenth character; blanks are part of the name. */
    STRICT,
    /** Before the first blank. */
    RELAXED
}
