package org.chiasma.genomics.internal.sequence;

import java.util.List;

/**
 * The letters that are counted, in the order of rows and columns, and those that stand for several of them or for none
 * (codes of IUPAC and IUBMB), which are left out.
 */
enum Alphabet {
    /** A, C, G and T; U is T. */
    DNA("ACGT", "NRYSWKMBDHVX?", 2),
    /** The 20 amino acids in the order of PAML's rate matrices. */
    PROTEIN("ARNDCQEGHILKMFPSTWYV", "BZXJUO*?", 5);

    private final String letters;
    private final String ambiguous;
    private final int bits;

    Alphabet(String letters, String ambiguous, int bits) {
        this.letters = letters;
        this.ambiguous = ambiguous;
        this.bits = bits;
    }

    /** Number of letters that are counted; their codes are 0 and up. */
    int size() {
        return letters.length();
    }

    /** Code of a letter that is left out. */
    int ambiguousCode() {
        return size();
    }

    /** Code of a gap. */
    int gapCode() {
        return size() + 1;
    }

    /** Number of codes. */
    int codes() {
        return size() + 2;
    }

    /** Bits that hold the code of any letter that is counted. */
    int bits() {
        return bits;
    }

    /** The letter of a code, in upper case. */
    char letter(int code) {
        return letters.charAt(code);
    }

    /** Labels of an axis of letters. */
    List<String> labels() {
        return letters.chars().mapToObj(Character::toString).toList();
    }

    /** Code of an upper case letter; -1 if the alphabet does not have it. */
    int code(char letter) {
        int code = letters.indexOf(this == DNA && letter == 'U' ? 'T' : letter);
        return code >= 0 ? code : ambiguous.indexOf(letter) >= 0 ? ambiguousCode() : -1;
    }
}
