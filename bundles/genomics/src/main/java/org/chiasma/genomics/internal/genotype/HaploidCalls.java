package org.chiasma.genomics.internal.genotype;

/** What a genotype of one allele counts among diploid ones, as males have it on the X chromosome. */
public enum HaploidCalls {
    /** The file is refused at the first one. */
    REFUSE,
    /** 0 or 1. */
    SINGLE,
    /** 0 or 2, as PLINK counts it. */
    DOUBLE
}
