package org.chiasma.genomics.internal.alignment;

/** What an entry says of the reads in a bin. */
public enum BinValue {
    /** Sum over the bin's positions of the reads that cover them, as {@code samtools bedcov} has it. */
    COVERAGE,
    /** That sum over the length of the bin: mean depth. */
    MEAN,
    /** Reads whose alignment overlaps the bin, as {@code samtools view -c} counts for a region. */
    READS
}
