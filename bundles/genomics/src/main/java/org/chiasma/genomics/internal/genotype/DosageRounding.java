package org.chiasma.genomics.internal.genotype;

/** What becomes of a dosage that is not whole where only whole ones can be written. */
public enum DosageRounding {
    /** The matrix is refused. */
    REFUSE,
    /** The nearest of 0, 1 and 2 is written, the even one of two. */
    NEAREST
}
