package org.chiasma.genomics.internal.genotype;

/** What the samples of PLINK files are called. */
public enum SampleNames {
    /** By the individual's identifier, IID. */
    INDIVIDUAL,
    /** By those of family and individual, {@code FID_IID}. */
    FAMILY_INDIVIDUAL
}
