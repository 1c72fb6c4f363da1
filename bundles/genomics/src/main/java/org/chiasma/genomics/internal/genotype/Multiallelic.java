package org.chiasma.genomics.internal.genotype;

/** What becomes of a site with several alternate alleles. */
public enum Multiallelic {
    /** A variant for each alternate allele; the other alternates count as not this one. */
    SPLIT,
    /** It is left out. */
    SKIP,
    /** The file is refused at the first one. */
    REFUSE,
    /** One variant that counts the alleles other than the reference. */
    ALTCOUNT
}
