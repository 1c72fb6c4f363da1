package org.chiasma.genomics.internal.genotype;

/** Which variants are read by their alleles. */
public enum VariantKinds {
    /** All, symbolic ones such as {@code <DEL>} included. */
    ALL,
    /** One base for another. */
    SNPS,
    /** Bases inserted or deleted: reference and alternate of different length. */
    INDELS;

    /** Whether a variant of these alleles is one of them. */
    boolean take(String reference, String alternate) {
        boolean bases = reference.chars().allMatch(VariantKinds::isBase)
                && alternate.chars().allMatch(VariantKinds::isBase);
        return switch (this) {
            case ALL -> true;
            case SNPS -> bases && reference.length() == 1 && alternate.length() == 1;
            case INDELS -> bases && reference.length() != alternate.length();
        };
    }

    private static boolean isBase(int letter) {
        return "ACGTNacgtn".indexOf(letter) >= 0;
    }
}
