package org.chiasma.genomics.internal.genotype;

/** What becomes of a variant that has not exactly two alleles, where only two can be counted. */
public enum OtherAlleleCounts {
    /** The file is refused at the first one. */
    REFUSE,
    /** It is left out. */
    SKIP
}
