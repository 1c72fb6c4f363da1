package org.chiasma.genomics.internal.coordinate;

/** Whether contigs of different names may be the same. */
public enum ContigAlias {
    /** Names are taken as they are. */
    NONE,
    /** {@code chr1} is {@code 1}, {@code chrM} is {@code MT}, whichever of them a file has. */
    AUTO
}
