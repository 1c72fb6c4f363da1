package org.chiasma.genomics.internal.variant;

/** What records out of order mean. */
public enum Disorder {
    /** A note; they are read in the order of the file. */
    WARN,
    /** The file is refused. */
    REFUSE
}
