package org.chiasma.genomics.internal.variant;

/** What a genotype of a single allele is, as on X, Y and MT. */
public enum HaploidCalls {
    /** The file is refused. */
    REFUSE,
    /** One copy counts 1. */
    SINGLE,
    /** One copy counts 2, as if there were two of them. */
    DOUBLE
}
