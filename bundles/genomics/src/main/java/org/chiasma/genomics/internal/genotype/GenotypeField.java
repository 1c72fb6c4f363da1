package org.chiasma.genomics.internal.genotype;

/** The field of a sample that dosages are taken from. */
public enum GenotypeField {
    /** Called genotypes: whole dosages. */
    GT,
    /** Estimated dosage of each alternate allele. */
    DS,
    /** Probabilities of the genotypes: the expected dosage. */
    GP
}
