package org.chiasma.genomics.internal.alignment;

/** What becomes of a file without the marker that ends it, which may be a file cut short. */
public enum EndMarker {
    /** It is read, with a note. */
    WARN,
    /** It is refused. */
    REFUSE
}
