package org.chiasma.genomics.internal.variant;

/** What becomes of a genotype that is missing. */
public enum MissingGenotypes {
    /** A missing entry. */
    NAN,
    /** The mean dosage of the variant over the samples read. */
    MEAN,
    /** The most frequent dosage of the variant, the smaller if two are; of dosages that are not whole, rounded ones. */
    MODE,
    /** Dosage 0. */
    ZERO,
    /** The file is refused at the first one. */
    REFUSE
}
