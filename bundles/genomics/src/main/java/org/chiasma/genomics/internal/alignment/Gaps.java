package org.chiasma.genomics.internal.alignment;

/** Whether positions that an alignment deletes (D) or skips (N) are covered. */
public enum Gaps {
    /** They are, as by default in {@code samtools bedcov}. */
    COUNT,
    /** They are not, as with {@code samtools bedcov -j}. */
    SKIP
}
