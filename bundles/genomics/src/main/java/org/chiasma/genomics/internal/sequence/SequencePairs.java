package org.chiasma.genomics.internal.sequence;

/** Which pairs of sequences are compared for substitutions. */
public enum SequencePairs {
    /** Each with each other, once. */
    ALL,
    /** The first with each of the others. */
    FIRST,
    /** Each with the next in the file. */
    NEIGHBOURS
}
