package org.chiasma.genomics.internal.genotype;

/** Which of two alleles a dosage counts. */
public enum CountedAllele {
    /** The second; the first is the reference. */
    SECOND,
    /** The first; the second is the reference, as in files that plink2 writes without {@code ref-first}. */
    FIRST
}
