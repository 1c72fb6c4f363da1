package org.chiasma.genomics.internal.variant;

/** Which field of a VCF record dosages come from. */
public enum GenotypeField {
    /** Called genotypes: copies of the alternate allele. */
    GT,
    /** Dosages as they are. */
    DS,
    /** Probabilities of the genotypes: the expected number of copies. */
    GP
}
