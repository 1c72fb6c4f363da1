package org.chiasma.genomics.internal.variant;

/**
 * One alternate allele of one site.
 *
 * @param contig its contig
 * @param position of the first base of the reference allele, from 1 as in VCF
 * @param identifier such as an rs number; empty if it has none
 * @param reference reference allele
 * @param alternate the alternate allele that is counted
 */
public record Variant(String contig, long position, String identifier, String reference, String alternate) {
    /** Its label on an axis: {@code contig:position:reference:alternate}. */
    public String label() {
        return contig + ":" + position + ":" + reference + ":" + alternate;
    }

    /** First base from 0. */
    public long start() {
        return position - 1;
    }

    /** Behind the last base of the reference allele, from 0. */
    public long end() {
        return start() + Math.max(1, reference.length());
    }
}
