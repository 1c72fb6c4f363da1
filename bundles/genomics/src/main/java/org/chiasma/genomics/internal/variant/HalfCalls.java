package org.chiasma.genomics.internal.variant;

/** What a genotype is of which one allele is missing, as in {@code 0/.}. */
public enum HalfCalls {
    /** Missing. */
    MISSING,
    /** The missing allele is taken for the reference. */
    REFERENCE,
    /** The file is refused. */
    REFUSE
}
