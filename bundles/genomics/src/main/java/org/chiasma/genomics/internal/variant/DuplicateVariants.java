package org.chiasma.genomics.internal.variant;

/** What to do when contig, position and alleles occur more than once. */
public enum DuplicateVariants {
    /** Refuse the file. */
    REFUSE,
    /** Keep all; labels get {@code .1}, {@code .2} from the second on. */
    SUFFIX,
    /** Keep the first. */
    FIRST
}
