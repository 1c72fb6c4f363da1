package org.chiasma.genomics.internal.genotype;

/** What a genotype is of which some alleles are known and others are not, such as {@code 0/.}. */
public enum HalfCalls {
    /** Missing. */
    MISSING,
    /** The unknown alleles are taken for the reference. */
    REFERENCE,
    /** The file is refused at the first one. */
    REFUSE
}
