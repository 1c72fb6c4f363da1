package org.chiasma.genomics.internal.contact;

/** Which of a .hic file's vectors the counts are divided by. */
public enum HicNormalization {
    /** None: the counts as they are. */
    NONE,
    /** Coverage. */
    VC,
    /** Square root of the coverage. */
    VC_SQRT,
    /** Balanced by Knight and Ruiz. */
    KR,
    /** Balanced by scaling. */
    SCALE
}
