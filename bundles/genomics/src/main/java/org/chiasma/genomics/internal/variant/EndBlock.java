package org.chiasma.genomics.internal.variant;

/** What the lack of the block means that ends a complete BGZF file. */
public enum EndBlock {
    /** The file is refused: it may be cut. */
    REFUSE,
    /** A note. */
    WARN
}
