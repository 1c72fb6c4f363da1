package org.chiasma.genomics.internal.sequence;

/** What formats of sequences differ in: the characters of a gap, and what lower case means. */
public enum SequenceDialect {
    /** FASTA, aligned or not: lower case is soft-masked. */
    FASTA("-."),
    /** A3M and A2M of HH-suite: lower case letters are insertions, and dots fill insertions of others. */
    A3M("-."),
    /** PHYLIP: a dot means different things to different programs and is refused. */
    PHYLIP("-"),
    /** Stockholm, with the gaps that HMMER and Pfam write. */
    STOCKHOLM("-._~");

    private final String gaps;

    SequenceDialect(String gaps) {
        this.gaps = gaps;
    }

    boolean isGap(char character) {
        return gaps.indexOf(character) >= 0;
    }

    /** Whether a character stands in no column of the alignment. */
    boolean isInsertion(char character) {
        return this == A3M && (character == '.' || (character >= 'a' && character <= 'z'));
    }
}
