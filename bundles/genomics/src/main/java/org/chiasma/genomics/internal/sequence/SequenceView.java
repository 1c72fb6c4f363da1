package org.chiasma.genomics.internal.sequence;

/** Which matrix is made of sequences. */
public enum SequenceView {
    /** Letters x letters: in how many columns of how many pairs of sequences two letters meet. */
    SUBSTITUTIONS,
    /** K-mers x sequences: how often each occurs. */
    KMERS,
    /** Columns x letters: how many sequences have the letter there. */
    COUNTS,
    /** Columns x letters: the fraction of those sequences that have any letter there. */
    FREQUENCIES,
    /** Sequences x sequences: the fraction of the columns with letters of both in which they are the same. */
    IDENTITY;

    /** Whether the sequences must be an alignment, all of the same length. */
    boolean needsAlignment() {
        return this != KMERS;
    }
}
