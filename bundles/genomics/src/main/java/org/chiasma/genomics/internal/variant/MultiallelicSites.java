package org.chiasma.genomics.internal.variant;

/** What becomes of a site with several alternate alleles. */
public enum MultiallelicSites {
    /** One variant for each alternate allele: copies of that allele. */
    SPLIT,
    /** Left out. */
    SKIP,
    /** The file is refused. */
    REFUSE,
    /** One variant: copies of any alternate allele. */
    ALTCOUNT
}
