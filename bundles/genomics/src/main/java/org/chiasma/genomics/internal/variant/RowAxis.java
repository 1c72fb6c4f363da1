package org.chiasma.genomics.internal.variant;

/** What the rows of a dosage matrix are. */
public enum RowAxis {
    /** Samples x variants. */
    SAMPLES,
    /** Variants x samples. */
    VARIANTS
}
