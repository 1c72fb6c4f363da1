package org.chiasma.genomics.internal.sequence;

import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.parameter.Parameter;

/** How files of sequences are read. */
public record SequenceOptions(
        @Parameter(description = "Which matrix is made of the sequences; all but kmers need an alignment")
        SequenceView as,

        @Parameter(description = "What the letters stand for; auto: found out from the first 100,000 letters")
        AlphabetOption alphabet,

        @Parameter(description = "as=substitutions: which pairs of sequences are compared")
        SequencePairs pairs,

        @Parameter(description = "as=kmers: letters of a k-mer, from 1 to 12, for proteins to 4")
        int k,

        @Parameter(description = "as=kmers: which k-mers have a row")
        KmerRows kmerRows,

        @Parameter(description = "as=kmers: both counts a k-mer of DNA and its reverse complement as one")
        Strands strands,

        @Parameter(description = "When two sequences have the same name")
        DuplicateNames duplicates,

        @Parameter(description = "How entries are stored") ElementType type,

        @Parameter(description = "Most bytes that a compressed file may decompress to", value = "BYTES")
        long maxBytes) {
    /** Substitutions between all pairs. */
    public static final SequenceOptions DEFAULTS = new SequenceOptions(
            SequenceView.SUBSTITUTIONS,
            AlphabetOption.AUTO,
            SequencePairs.ALL,
            3,
            KmerRows.ALL,
            Strands.ONE,
            DuplicateNames.REFUSE,
            ElementType.FLOAT64,
            1L << 36);

    private static final int LONGEST_KMER = 12;

    /** Checks the numbers. */
    public SequenceOptions {
        if (k < 1 || k > LONGEST_KMER) {
            throw new IllegalArgumentException("--k: found " + k + ", expected 1 to " + LONGEST_KMER);
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("--max-bytes: found " + maxBytes + ", expected at least 1");
        }
    }
}
