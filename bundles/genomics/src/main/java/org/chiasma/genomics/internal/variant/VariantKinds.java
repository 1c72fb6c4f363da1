package org.chiasma.genomics.internal.variant;

/** Which variants are read, by their alleles. */
public enum VariantKinds {
    /** All that have an alternate allele. */
    ALL,
    /** One base for another. */
    SNPS,
    /** Insertions and deletions whose sequence is given. */
    INDELS;

    /** Whether it takes in a variant of these alleles. */
    public boolean includes(String reference, String alternate) {
        return switch (this) {
            case ALL -> true;
            case SNPS -> reference.length() == 1 && alternate.length() == 1 && isSequence(alternate);
            case INDELS -> reference.length() != alternate.length() && isSequence(alternate);
        };
    }

    private static boolean isSequence(String allele) {
        return allele.chars().allMatch(c -> "ACGTNacgtn".indexOf(c) >= 0);
    }
}
