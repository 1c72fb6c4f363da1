package org.chiasma.genomics.internal.sequence;

/** Whether a k-mer of DNA and its reverse complement are the same. */
public enum Strands {
    /** They are two. */
    ONE,
    /** They count as one, under the name that comes first in the alphabet. */
    BOTH
}
